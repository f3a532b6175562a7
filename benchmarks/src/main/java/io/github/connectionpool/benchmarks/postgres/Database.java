package io.github.connectionpool.benchmarks.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A PostgreSQL with the tables of a small shop.
 */
final class Database implements AutoCloseable {

	/** How many rows a table has; keys begin with one. */
	static final int ROWS = 10_000;

	private static final String SCHEMA = """
			create table customers (id int primary key, name text not null);
			insert into customers select id, 'customer ' || id from generate_series(1, 10000) id;
			create table stock (id int primary key, quantity int not null) with (fillfactor = 50);
			insert into stock select id, 1000000 from generate_series(1, 10000) id;
			create table sales (id bigserial primary key, stock int not null, quantity int not null);
			analyze""";

	private static final Duration LONGEST_START = Duration.ofMinutes(1);

	private final EmbeddedPostgres server;

	private Database(EmbeddedPostgres server) {
		this.server = server;
	}

	static Database start() throws IOException, SQLException {
		Database database = new Database(EmbeddedPostgres.builder()
			.setPGStartupWait(LONGEST_START)
			// initdb fails on a machine whose LANG names a locale that is not there
			.setLocaleConfig("locale", "C")
			.start());
		try (Connection connection = database.server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(SCHEMA);
		}
		catch (SQLException ex) {
			database.close();
			throw ex;
		}
		return database;
	}

	String url() {
		return "jdbc:postgresql://localhost:" + this.server.getPort() + "/postgres";
	}

	/** The version, and what decides how long a commit takes. */
	String about() throws SQLException {
		try (Connection connection = this.server.getPostgresDatabase().getConnection()) {
			return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion() + ", fsync "
					+ setting(connection, "fsync") + ", synchronous_commit "
					+ setting(connection, "synchronous_commit");
		}
	}

	private static String setting(Connection connection, String name) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("show " + name)) {
			rows.next();
			return rows.getString(1);
		}
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}

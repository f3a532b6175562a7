package io.github.connectionpool.evaluation.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * The PostgreSQL that all pools lead to, with the tables of a small shop.
 */
public final class EvaluationDatabase implements AutoCloseable {

	/** The role of the pools. */
	public static final String USER = "postgres";

	/** The server trusts connections from its own machine. */
	public static final String PASSWORD = "";

	private static final String SCHEMA = """
			create table orders (id int primary key, customer text, note text, charged boolean default false);
			insert into orders select id, 'customer ' || id, 'by post' from generate_series(1, 20000) id;
			create table order_lines (id int primary key, payload text);
			insert into order_lines select id, repeat('x', 100) from generate_series(1, 50000) id;
			create table stock (id int primary key, quantity int);
			insert into stock select id, 100 from generate_series(1, 20000) id;
			create table documents (content oid);
			insert into documents values (lo_from_bytea(0, decode(repeat('00', 2000000), 'hex')));
			create procedure close_month(seconds double precision) language plpgsql as
			$$ begin perform pg_sleep(seconds); end $$""";

	private static final Duration LONGEST_START = Duration.ofMinutes(1);

	private final EmbeddedPostgres server;

	private EvaluationDatabase(EmbeddedPostgres server) {
		this.server = server;
	}

	/**
	 * Start the server.
	 * @param maxConnections how many connections it allows
	 * @return the server with its tables
	 * @throws IOException if it cannot be started
	 * @throws SQLException if the tables cannot be made
	 */
	public static EvaluationDatabase start(int maxConnections) throws IOException, SQLException {
		EmbeddedPostgres server = EmbeddedPostgres.builder()
			.setPGStartupWait(LONGEST_START)
			// initdb fails on a machine whose LANG names a locale that is not there
			.setLocaleConfig("locale", "C")
			.setServerConfig("max_connections", Integer.toString(maxConnections))
			.start();
		EvaluationDatabase database = new EvaluationDatabase(server);
		try (Connection connection = database.driver().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(SCHEMA);
		}
		return database;
	}

	/**
	 * Keep only the first orders, for runs that count them all the time.
	 * @param orders how many
	 * @throws SQLException if the others cannot be deleted
	 */
	public void keepOrders(int orders) throws SQLException {
		try (Connection connection = driver().getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("delete from orders where id > " + orders);
			statement.execute("delete from stock where id > " + orders);
			statement.execute("vacuum full orders");
			statement.execute("vacuum full stock");
		}
	}

	/**
	 * Where pools connect to.
	 * @return a JDBC URL
	 */
	public String url() {
		return "jdbc:postgresql://localhost:" + port() + "/postgres";
	}

	/**
	 * Where the server listens.
	 * @return the port
	 */
	public int port() {
		return this.server.getPort();
	}

	/**
	 * The driver, without a pool.
	 * @return a data source
	 */
	public DataSource driver() {
		return this.server.getPostgresDatabase();
	}

	/**
	 * The version of the server.
	 * @return as the server gives it
	 */
	public String version() {
		try (Connection connection = driver().getConnection()) {
			return connection.getMetaData().getDatabaseProductVersion();
		}
		catch (SQLException ex) {
			return "unknown";
		}
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}

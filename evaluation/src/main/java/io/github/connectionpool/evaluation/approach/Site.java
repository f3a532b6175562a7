package io.github.connectionpool.evaluation.approach;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.evaluation.database.EvaluationDatabase;
import io.github.connectionpool.testsupport.PgBouncerServer;

/**
 * A fresh server, PgBouncer before it if the approach has it, and the instances.
 */
final class Site implements AutoCloseable {

	/** More than any approach has clients. */
	private static final int MOST_CLIENTS = 250;

	private final EvaluationDatabase database;

	private final ServerWatch watch;

	private final @Nullable PgBouncerServer bouncer;

	private final Fleet fleet;

	private Site(EvaluationDatabase database, ServerWatch watch, @Nullable PgBouncerServer bouncer, Fleet fleet) {
		this.database = database;
		this.watch = watch;
		this.bouncer = bouncer;
		this.fleet = fleet;
	}

	/**
	 * Start all.
	 * @param approach what leads where
	 * @return once the instances run
	 * @throws Exception if a server cannot be started
	 */
	static Site start(Approach approach) throws Exception {
		EvaluationDatabase database = EvaluationDatabase.start(approach.maxConnections());
		PgBouncerServer bouncer = null;
		try {
			prepare(database);
			bouncer = bouncer(approach, database);
			ServerWatch watch = ServerWatch.start(database);
			String url = (bouncer != null) ? bouncer.url("postgres", Workload.USER)
					: "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres?user=" + Workload.USER;
			String driver = approach.isWithoutServerStatements() ? "&prepareThreshold=0" : "";
			return new Site(database, watch, bouncer, Fleet.start(url + driver, approach.clientConnections()));
		}
		catch (Exception ex) {
			if (bouncer != null) {
				bouncer.close();
			}
			database.close();
			throw ex;
		}
	}

	private static void prepare(EvaluationDatabase database) throws SQLException {
		try (Connection connection = database.driver().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(Workload.SCHEMA);
		}
	}

	private static @Nullable PgBouncerServer bouncer(Approach approach, EvaluationDatabase database)
			throws IOException {
		String mode = approach.poolMode();
		if (mode == null) {
			return null;
		}
		return PgBouncerServer.before(database.port())
			.set("pool_mode", mode)
			.set("default_pool_size", Approach.SERVER_CONNECTIONS)
			.set("max_client_conn", MOST_CLIENTS)
			.user(Workload.USER, "")
			.start();
	}

	Fleet fleet() {
		return this.fleet;
	}

	ServerWatch watch() {
		return this.watch;
	}

	String databaseVersion() {
		return this.database.version();
	}

	/** What PgBouncer needs now, of this machine's memory; not known without one. */
	ServerMemory bouncerMemory() {
		return ProcessHandle.current()
			.children()
			.filter((child) -> child.info().command().filter((command) -> command.endsWith("pgbouncer")).isPresent())
			.findFirst()
			.map(ServerMemory::of)
			.orElse(ServerMemory.UNKNOWN);
	}

	@Override
	public void close() throws IOException, SQLException {
		if (this.bouncer != null) {
			// first, so that no pool waits for a connection it will not get
			this.bouncer.close();
		}
		this.fleet.close();
		this.watch.close();
		this.database.close();
	}

}

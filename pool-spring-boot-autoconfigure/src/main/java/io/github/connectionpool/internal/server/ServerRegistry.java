package io.github.connectionpool.internal.server;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.outage.OutageEpisode;
import io.github.connectionpool.internal.pgbouncer.config.JdbcTarget;
import io.github.connectionpool.internal.pgbouncer.console.ConsoleDatabase;
import io.github.connectionpool.internal.pgbouncer.console.ConsolePool;
import io.github.connectionpool.internal.pgbouncer.console.ConsoleReading;
import io.github.connectionpool.internal.pgbouncer.console.PgBouncerConsole;
import io.github.connectionpool.internal.pgbouncer.hazard.HazardWatch;
import io.github.connectionpool.internal.poll.DatabaseWatcher;
import io.github.connectionpool.internal.poll.LastReading;
import io.github.connectionpool.internal.poll.PollTask;
import io.github.connectionpool.internal.pooler.BackendPid;
import io.github.connectionpool.internal.pooler.Pooler;
import io.github.connectionpool.internal.sql.JdbcUrl;
import io.github.connectionpool.report.Finding;

/**
 * The database servers of the pools, and the PgBouncer before each. Thread-safe; to ask
 * costs nothing, for all is read beforehand.
 */
public final class ServerRegistry {

	/** It can never be known, and recording would be in vain. */
	private static final Pooler NOT_READ = new Pooler(Pooler.Presence.NONE, false, null, null, null,
			"The server is not read.");

	private final Map<String, End> ends = new ConcurrentHashMap<>();

	private final DatabaseWatcher watcher;

	private final @Nullable PgBouncerConsole console;

	private final BiConsumer<String, Throwable> failures;

	/**
	 * Create.
	 * @param watcher reads them
	 * @param console the console of PgBouncer, null if it is not known where it is
	 * @param failures is told, once for each pool by its name, of failures in reading
	 * statements
	 */
	public ServerRegistry(DatabaseWatcher watcher, @Nullable PgBouncerConsole console,
			BiConsumer<String, Throwable> failures) {
		this.watcher = watcher;
		this.failures = failures;
		this.console = console;
		if (console != null) {
			watcher.add(console);
		}
	}

	/**
	 * Have the other end of a pool read.
	 * @param pool the pool
	 * @param server reads its server
	 */
	public void add(MonitoredPool pool, ServerWatch server) {
		End end = new End(pool, server, HazardWatch.of(pool));
		end.decide();
		End before = this.ends.put(pool.name(), end);
		if (before != null) {
			// the data source was created anew
			this.watcher.remove(before);
		}
		this.watcher.add(end);
	}

	/**
	 * What the server of a pool says.
	 * @param pool the pool
	 * @return null if it is not read, or is of a product that is not
	 */
	public @Nullable LastReading<ServerReading> server(MonitoredPool pool) {
		End end = this.ends.get(pool.name());
		return (end != null && end.server.isRead()) ? unlessOutage(pool, end.server.reading()) : null;
	}

	/** In an outage that counts the server is not asked, and may not be as it was. */
	private static LastReading<ServerReading> unlessOutage(MonitoredPool pool, LastReading<ServerReading> known) {
		OutageEpisode outage = pool.failures().outages().sustained();
		Instant readAt = known.readAt();
		if (outage == null || known.problem() != null
				|| (readAt != null && readAt.isAfter(outage.startedAt().plus(outage.lasted())))) {
			return known;
		}
		return known.failed("The pool gets no connection: " + outage.cause().text() + ".", outage.startedAt());
	}

	/**
	 * The pooler between a pool and its server.
	 * @param pool the pool
	 * @return by observation and by the console
	 */
	public Pooler pooler(MonitoredPool pool) {
		End end = this.ends.get(pool.name());
		return (end != null) ? end.pooler() : Pooler.UNKNOWN;
	}

	/**
	 * The process of the server that serves a connection of a pool. Behind a pooler it is
	 * not told: the number is made up there, and to end the process of another client
	 * would be worse than to know none.
	 * @param pool the pool
	 * @param connection a connection of it, which may be in use
	 * @return null if it is not known for certain
	 */
	public @Nullable Integer backendPid(MonitoredPool pool, Connection connection) {
		return (pooler(pool).presence() == Pooler.Presence.NONE) ? BackendPid.of(connection) : null;
	}

	/**
	 * What the console of PgBouncer says.
	 * @param pool the pool
	 * @return null if no console is configured, or it does not stand before this pool's
	 * server
	 */
	public @Nullable LastReading<ConsoleReading> console(MonitoredPool pool) {
		PgBouncerConsole asked = this.console;
		if (asked == null || !mayBeClient(pool)) {
			return null;
		}
		LastReading<ConsoleReading> known = asked.reading();
		Pooler.Presence presence = pooler(pool).presence();
		boolean isOthers = presence == Pooler.Presence.UNKNOWN && known.value() != null
				&& pools(pool, known.value()).isEmpty();
		return (presence == Pooler.Presence.NONE || isOthers) ? null : known;
	}

	/** Whether it is one of PostgreSQL, as far as that is known. */
	private boolean mayBeClient(MonitoredPool pool) {
		JdbcUrl url = JdbcUrl.of(pool.statistics().jdbcUrl());
		LastReading<ServerReading> server = server(pool);
		return url.isPostgres() || (url.mayBePostgres() && server != null && server.value() != null
				&& server.value().product().equals("PostgreSQL"));
	}

	/**
	 * The pools of PgBouncer that a pool is a client of.
	 * @param pool the pool
	 * @return as the console says; empty if it does not
	 */
	public List<ConsolePool> consolePools(MonitoredPool pool) {
		LastReading<ConsoleReading> known = console(pool);
		ConsoleReading reading = (known != null) ? known.value() : null;
		return (reading != null) ? pools(pool, reading) : List.of();
	}

	/**
	 * The database of PgBouncer that a pool is connected to.
	 * @param pool the pool
	 * @return as the console says; empty if it does not
	 */
	public List<ConsoleDatabase> consoleDatabases(MonitoredPool pool) {
		LastReading<ConsoleReading> known = console(pool);
		ConsoleReading reading = (known != null) ? known.value() : null;
		String database = database(pool, said(pool));
		return (reading != null) ? reading.databases().stream().filter((each) -> each.name().equals(database)).toList()
				: List.of();
	}

	private List<ConsolePool> pools(MonitoredPool pool, ConsoleReading reading) {
		ServerReading said = said(pool);
		String database = database(pool, said);
		return (database != null) ? reading.pools(database, (said != null) ? said.user() : null) : List.of();
	}

	private @Nullable ServerReading said(MonitoredPool pool) {
		LastReading<ServerReading> server = server(pool);
		return (server != null) ? server.value() : null;
	}

	/**
	 * The uses of session state that break behind a pooler that shares server
	 * connections.
	 * @param pool the pool
	 * @return the hazards seen; empty unless there is such a pooler
	 */
	public List<Finding> hazards(MonitoredPool pool) {
		End end = this.ends.get(pool.name());
		return (end != null) ? end.hazards.findings(end.pooler()) : List.of();
	}

	/** The name that clients have for it, which the server may not have. */
	private static @Nullable String database(MonitoredPool pool, @Nullable ServerReading reading) {
		JdbcTarget target = JdbcTarget.of(pool.statistics().jdbcUrl());
		if (target != null) {
			return target.database();
		}
		return (reading != null) ? reading.database() : null;
	}

	/** One pool's server, read at its interval. */
	private final class End implements PollTask {

		private final MonitoredPool pool;

		private final ServerWatch server;

		private final HazardWatch hazards;

		private boolean failureTold;

		End(MonitoredPool pool, ServerWatch server, HazardWatch hazards) {
			this.pool = pool;
			this.server = server;
			this.hazards = hazards;
		}

		@Override
		public boolean read() {
			boolean read = this.server.read();
			decide();
			Throwable failure = this.hazards.failure();
			if (failure != null && !this.failureTold) {
				this.failureTold = true;
				ServerRegistry.this.failures.accept(this.pool.name(), failure);
			}
			return read;
		}

		void decide() {
			this.hazards.decide((this.server.isRead() || ServerRegistry.this.console != null) ? pooler() : NOT_READ);
		}

		Pooler pooler() {
			Pooler seen = this.server.pooler();
			PgBouncerConsole asked = ServerRegistry.this.console;
			ConsoleReading reading = (asked != null) ? asked.reading().value() : null;
			if (reading == null) {
				return seen;
			}
			ServerReading said = this.server.reading().value();
			return reading.pooler(seen, database(this.pool, said), (said != null) ? said.user() : null);
		}

		@Override
		public Duration interval() {
			return this.server.interval();
		}

		@Override
		public void hurry() {
			this.server.hurry();
		}

		@Override
		public void started() {
			this.server.started();
		}

		@Override
		public void stopped() {
			this.server.stopped();
		}

	}

}

package io.github.connectionpool.internal.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pooler.BackendPid;
import io.github.connectionpool.internal.pooler.ServerSession;
import io.github.connectionpool.internal.server.ConnectionLimit.Scope;

/**
 * PostgreSQL 10 and newer, and compatible servers. Each role may see all sessions with
 * role and database; the activity and the address only of its own sessions.
 */
final class PostgresReader implements ServerReader {

	/** Which session it is comes with the settings, to spare a round trip. */
	private static final String SETTINGS = """
			select name, setting, unit, pg_backend_pid() as pid, pg_postmaster_start_time() as started
			from pg_settings where name in ('server_version', 'max_connections', 'superuser_reserved_connections',
			'reserved_connections', 'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout',
			'idle_session_timeout', 'transaction_timeout', 'tcp_user_timeout', 'tcp_keepalives_idle',
			'tcp_keepalives_interval', 'client_connection_check_interval', 'deadlock_timeout')""";

	/** Superusers are exempt from both; -1 is no limit. */
	private static final String LIMITS = """
			select r.rolname, r.rolsuper, r.rolconnlimit, d.datname, d.datconnlimit
			from pg_roles r, pg_database d where r.rolname = session_user and d.datname = current_database()""";

	/**
	 * A session that is not shown in full has no type; the server's own processes have no
	 * user or no database. The one that asks is gone in a moment and does not count.
	 */
	private static final String SESSIONS = """
			select count(*) as used,
			count(*) filter (where own) as own,
			count(*) filter (where state like 'idle in transaction%') as idle_in_transaction,
			count(*) filter (where backend_type is null) as hidden,
			count(*) filter (where usename = session_user) as of_role,
			count(*) filter (where datname = current_database()) as of_database,
			count(distinct client_addr) filter (where own) as instances
			from (select datname, usename, state, backend_type, client_addr, datname = current_database()
			and usename = session_user and application_name = current_setting('application_name') as own
			from pg_stat_activity where pid <> pg_backend_pid() and (backend_type = 'client backend'
			or (backend_type is null and datname is not null and usename is not null))) as session""";

	@Override
	public ServerSays read(Connection connection) throws SQLException {
		Settings settings = OptionalQueries.ask(connection, SETTINGS, Settings::of);
		Sessions sessions = OptionalQueries.askIfPermitted(connection, SESSIONS, Sessions::of);
		ConnectionLimit server = settings.limit((sessions != null) ? sessions.used : null);
		ConnectionLimit narrow = OptionalQueries.askIfPermitted(connection, LIMITS, (rows) -> narrow(rows, sessions));
		boolean direct = Integer.valueOf(settings.pid).equals(BackendPid.of(connection));
		return new ServerSays(
				new ServerReading("PostgreSQL", settings.version, connection.getCatalog(),
						connection.getMetaData().getUserName(), ConnectionLimit.lower(server, narrow),
						(sessions != null) ? sessions.used : null, (sessions != null) ? sessions.own : null,
						(sessions != null) ? sessions.idleInTransaction : null,
						(sessions != null && direct) ? sessions.instances : null, settings.timeouts),
				settings.session());
	}

	/** Which session answers now. */
	static ServerSession session(Connection connection) throws SQLException {
		return OptionalQueries.ask(connection, "select pg_backend_pid() as pid, pg_postmaster_start_time() as started",
				(rows) -> rows.next() ? new ServerSession(rows.getInt("pid"), rows.getString("started")) : null);
	}

	private static @Nullable ConnectionLimit narrow(ResultSet rows, @Nullable Sessions sessions) throws SQLException {
		if (!rows.next() || rows.getBoolean("rolsuper")) {
			return null;
		}
		ConnectionLimit database = narrow(Scope.DATABASE, rows.getString("datname"), rows.getInt("datconnlimit"),
				(sessions != null) ? sessions.ofDatabase : null);
		ConnectionLimit role = narrow(Scope.ROLE, rows.getString("rolname"), rows.getInt("rolconnlimit"),
				(sessions != null) ? sessions.ofRole : null);
		return ConnectionLimit.lower(database, role);
	}

	private static @Nullable ConnectionLimit narrow(Scope scope, String name, int limit, @Nullable Integer used) {
		return (limit >= 0) ? new ConnectionLimit(scope, name, limit, used) : null;
	}

	private record Settings(int pid, String serverStart, @Nullable String version, Map<String, Integer> counts,
			Map<String, Duration> timeouts) {

		static Settings of(ResultSet rows) throws SQLException {
			int pid = 0;
			String serverStart = "";
			String version = null;
			Map<String, Integer> counts = new HashMap<>();
			Map<String, Duration> timeouts = new HashMap<>();
			while (rows.next()) {
				pid = rows.getInt("pid");
				serverStart = rows.getString("started");
				String name = rows.getString("name");
				String unit = rows.getString("unit");
				if (name.equals("server_version")) {
					version = rows.getString("setting");
				}
				else if (name.endsWith("connections")) {
					counts.put(name, rows.getInt("setting"));
				}
				else if (unit != null) {
					timeouts.put(name, "s".equals(unit) ? Duration.ofSeconds(rows.getLong("setting"))
							: Duration.ofMillis(rows.getLong("setting")));
				}
			}
			return new Settings(pid, serverStart, version, counts, timeouts);
		}

		/**
		 * A role that is neither superuser nor may use the reserved ones gets no more.
		 */
		@Nullable ConnectionLimit limit(@Nullable Integer used) {
			Integer max = this.counts.get("max_connections");
			if (max == null) {
				return null;
			}
			int reserved = this.counts.getOrDefault("superuser_reserved_connections", 0)
					+ this.counts.getOrDefault("reserved_connections", 0);
			return new ConnectionLimit(Scope.SERVER, null, Math.max(0, max - reserved), used);
		}

		@Nullable ServerSession session() {
			return (this.pid != 0) ? new ServerSession(this.pid, this.serverStart) : null;
		}

	}

	private record Sessions(int used, int own, @Nullable Integer idleInTransaction, int ofRole, int ofDatabase,
			@Nullable Integer instances) {

		static Sessions of(ResultSet rows) throws SQLException {
			rows.next();
			int instances = rows.getInt("instances");
			// by a local socket there is no address
			return new Sessions(rows.getInt("used"), rows.getInt("own"),
					(rows.getInt("hidden") == 0) ? rows.getInt("idle_in_transaction") : null, rows.getInt("of_role"),
					rows.getInt("of_database"), (instances > 0) ? instances : null);
		}

	}

}

package io.github.connectionpool.internal.server;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.server.ConnectionLimit.Scope;

/**
 * MariaDB and MySQL, by either driver. Without the privilege {@code PROCESS} a user sees
 * only the connections of its own, which is enough for those of the application.
 */
final class MySqlReader implements ServerReader {

	/** What a server does not have is left out of the answer. */
	private static final String VARIABLES = """
			show variables where variable_name in ('version', 'max_connections', 'max_user_connections',
			'wait_timeout', 'interactive_timeout', 'max_execution_time', 'max_statement_time',
			'innodb_lock_wait_timeout', 'lock_wait_timeout', 'net_read_timeout', 'net_write_timeout',
			'idle_transaction_timeout', 'idle_readonly_transaction_timeout', 'idle_write_transaction_timeout')""";

	private static final String USED = "show global status like 'Threads_connected'";

	/**
	 * An address may be an IPv6 one, with colons; by a local socket there is no port. The
	 * privilege is looked up because one of the drivers logs each refusal.
	 */
	private static final String OWN = """
			select count(*) as of_user, sum(case when db <=> database() then 1 else 0 end) as own,
			count(distinct case when db <=> database() and host like '%:%'
			then left(host, char_length(host) - char_length(substring_index(host, ':', -1)) - 1) end) as instances,
			(select count(*) from information_schema.user_privileges where privilege_type = 'PROCESS'
			and grantee = concat('''', replace(current_user(), '@', '''@'''), '''')) as process
			from information_schema.processlist
			where user = substring_index(user(), '@', 1) and id <> connection_id()""";

	private static final String IDLE_IN_TRANSACTION = """
			select count(*) from information_schema.innodb_trx t
			join information_schema.processlist p on p.id = t.trx_mysql_thread_id where p.command = 'Sleep'""";

	@Override
	public ServerSays read(Connection connection) throws SQLException {
		Map<String, String> variables = OptionalQueries.ask(connection, VARIABLES, MySqlReader::pairs);
		Map<String, String> status = OptionalQueries.askIfPermitted(connection, USED, MySqlReader::pairs);
		Integer threads = (status != null) ? integer(status.values().stream().findFirst().orElse(null)) : null;
		// the one that asks is gone in a moment
		Integer used = (threads != null) ? Integer.valueOf(Math.max(0, threads - 1)) : null;
		Own own = OptionalQueries.askIfPermitted(connection, OWN, Own::of);
		Integer idleInTransaction = (own != null && own.seesAll) ? idleInTransaction(connection) : null;
		String version = variables.get("version");
		boolean mariaDb = version != null && version.toLowerCase(Locale.ROOT).contains("mariadb");
		String user = user(connection);
		return new ServerSays(new ServerReading(mariaDb ? "MariaDB" : "MySQL", version, connection.getCatalog(), user,
				limit(variables, user, used, own), used, (own != null) ? own.connections : null, idleInTransaction,
				(own != null && own.instances > 0) ? own.instances : null, timeouts(variables)), null);
	}

	private static @Nullable Integer idleInTransaction(Connection connection) throws SQLException {
		return OptionalQueries.askIfPermitted(connection, IDLE_IN_TRANSACTION,
				(rows) -> rows.next() ? Integer.valueOf(rows.getInt(1)) : null);
	}

	/** The name without the host, which is the one the user is matched by. */
	private static @Nullable String user(Connection connection) throws SQLException {
		String user = connection.getMetaData().getUserName();
		int at = (user != null) ? user.lastIndexOf('@') : -1;
		return (user != null && at >= 0) ? user.substring(0, at) : user;
	}

	/**
	 * A superuser's connection comes on top of {@code max_connections}: none is reserved.
	 */
	private static @Nullable ConnectionLimit limit(Map<String, String> variables, @Nullable String user,
			@Nullable Integer used, @Nullable Own own) {
		Integer max = integer(variables.get("max_connections"));
		ConnectionLimit server = (max != null) ? new ConnectionLimit(Scope.SERVER, null, max, used) : null;
		Integer ofUser = integer(variables.get("max_user_connections"));
		ConnectionLimit role = (ofUser != null && ofUser > 0)
				? new ConnectionLimit(Scope.ROLE, user, ofUser, (own != null) ? own.ofUser : null) : null;
		return ConnectionLimit.lower(server, role);
	}

	private static Map<String, Duration> timeouts(Map<String, String> variables) {
		Map<String, Duration> timeouts = new HashMap<>();
		variables.forEach((name, value) -> {
			if (name.endsWith("_timeout") || name.equals("max_execution_time") || name.equals("max_statement_time")) {
				// the only one in milliseconds; another one has decimals
				BigDecimal millis = new BigDecimal(value).movePointRight(name.equals("max_execution_time") ? 0 : 3);
				timeouts.put(name, Duration.ofMillis(millis.longValue()));
			}
		});
		return timeouts;
	}

	private static Map<String, String> pairs(ResultSet rows) throws SQLException {
		Map<String, String> pairs = new HashMap<>();
		while (rows.next()) {
			pairs.put(rows.getString(1).toLowerCase(Locale.ROOT), rows.getString(2));
		}
		return pairs;
	}

	private static @Nullable Integer integer(@Nullable String number) {
		return (number != null) ? Integer.valueOf(number) : null;
	}

	private record Own(int ofUser, int connections, int instances, boolean seesAll) {

		static Own of(ResultSet rows) throws SQLException {
			rows.next();
			return new Own(rows.getInt("of_user"), rows.getInt("own"), rows.getInt("instances"),
					rows.getInt("process") > 0);
		}

	}

}

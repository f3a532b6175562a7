package io.github.connectionpool.internal.pgbouncer.console;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pgbouncer.console.ConsoleRows.Row;
import io.github.connectionpool.internal.pooler.PoolMode;

/**
 * Asks a console, from 1.18 to 1.26.
 */
final class ConsoleQueries {

	/** The console's own pool is of this database. */
	private static final String CONSOLE = "pgbouncer";

	private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+\\w*");

	private static final Set<String> OF_INTEREST = Set.of("pool_mode", "default_pool_size", "min_pool_size",
			"reserve_pool_size", "reserve_pool_timeout", "max_client_conn", "max_db_connections",
			"max_user_connections", "query_wait_timeout", "query_timeout", "server_connect_timeout",
			"server_idle_timeout", "server_lifetime", "client_idle_timeout", "idle_transaction_timeout",
			"transaction_timeout", "server_login_retry", "max_prepared_statements", "listen_addr", "listen_port",
			"auth_type", "auth_file", "admin_users", "stats_users");

	/** Answers one command. */
	interface Console {

		/** The table that {@code SHOW} with this word answers. */
		ConsoleRows show(String what) throws SQLException;

	}

	private ConsoleQueries() {
	}

	static Console over(Connection connection) {
		return (what) -> {
			try (Statement statement = connection.createStatement();
					ResultSet table = statement.executeQuery("SHOW " + what)) {
				return ConsoleRows.read(table);
			}
		};
	}

	static ConsoleReading read(Console console) throws SQLException {
		String version = console.show("VERSION")
			.map(ConsoleQueries::version)
			.stream()
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
		List<ConsoleDatabase> databases = console.show("DATABASES")
			.map(ConsoleQueries::database)
			.stream()
			.filter((database) -> !database.name().equals(CONSOLE))
			.toList();
		Map<String, ConsoleDatabase> byName = databases.stream()
			.collect(Collectors.toMap(ConsoleDatabase::name, Function.identity(), (one, other) -> one));
		List<ConsolePool> pools = console.show("POOLS")
			.map((row) -> pool(row, byName))
			.stream()
			.filter((pool) -> !pool.database().equals(CONSOLE))
			.sorted(Comparator.comparingInt(ConsolePool::clientsWaiting).reversed())
			.toList();
		List<ConsoleStats> stats = console.show("STATS")
			.map(ConsoleQueries::stats)
			.stream()
			.filter((database) -> !database.database().equals(CONSOLE))
			.toList();
		return new ConsoleReading(version, pools, stats, databases, config(console.show("CONFIG")));
	}

	/** One column, whose name has changed: {@code PgBouncer 1.18.0}. */
	private static @Nullable String version(Row row) {
		for (String value : row.values().values()) {
			Matcher matcher = VERSION.matcher(value);
			if (matcher.find()) {
				return matcher.group();
			}
		}
		return null;
	}

	private static ConsoleDatabase database(Row row) {
		Integer reserve = row.count("reserve_pool_size");
		return new ConsoleDatabase(row.name("name"), row.count("pool_size"),
				(reserve != null) ? reserve : row.count("reserve_pool"), row.flag("paused"), row.flag("disabled"));
	}

	private static ConsolePool pool(Row row, Map<String, ConsoleDatabase> databases) {
		ConsoleDatabase database = databases.get(row.name("database"));
		Duration maxWait = Duration.ofSeconds(row.countOrZero("maxwait"))
			.plusNanos(1000L * row.countOrZero("maxwait_us"));
		return new ConsolePool(row.name("database"), row.name("user"), PoolMode.of(row.text("pool_mode")),
				row.countOrZero("cl_active"), row.countOrZero("cl_waiting"), row.countOrZero("sv_active"),
				row.countOrZero("sv_idle", "sv_used", "sv_tested"), row.countOrZero("sv_login"), maxWait,
				(database != null) ? database.poolSize() : null, (database != null) ? database.reserve() : null);
	}

	private static ConsoleStats stats(Row row) {
		return new ConsoleStats(row.name("database"), row.micros("avg_xact_time"), row.micros("avg_wait_time"));
	}

	private static Map<String, String> config(ConsoleRows rows) {
		Map<String, String> config = new HashMap<>();
		rows.map(Row::values).forEach((row) -> {
			String key = row.get("key");
			String value = row.get("value");
			if (key != null && value != null && OF_INTEREST.contains(key)) {
				config.put(key, value);
			}
		});
		return config;
	}

}

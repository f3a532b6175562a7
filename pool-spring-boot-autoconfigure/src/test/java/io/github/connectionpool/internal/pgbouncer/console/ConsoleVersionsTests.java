package io.github.connectionpool.internal.pgbouncer.console;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.internal.pooler.PoolMode;
import io.github.connectionpool.internal.pooler.Pooler.Presence;
import io.github.connectionpool.internal.pooler.Pooler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables of consoles that are not installed, column by column as those versions have
 * them.
 */
@NullMarked
class ConsoleVersionsTests {

	private static final Pooler SOME = new Pooler(Presence.SOME, null, null, null, null, "seen");

	private static final String POOLS = "select 'shop' as database, 'app' as \"user\", 12 as cl_active, 3 as cl_waiting,"
			+ " 0 as cl_active_cancel_req, 0 as cl_waiting_cancel_req, 5 as sv_active, 0 as sv_active_cancel,"
			+ " 0 as sv_being_canceled, 1 as sv_idle, 2 as sv_used, 4 as sv_tested, 6 as sv_login, 2 as maxwait,"
			+ " 500000 as maxwait_us, 'transaction' as pool_mode";

	private static final String STATS = "select 'shop' as database, 100 as total_xact_count, 250 as total_query_count,"
			+ " cast(7000000 as numeric) as total_wait_time, 1500 as avg_xact_time, 700 as avg_query_time,"
			+ " 250 as avg_wait_time";

	private static final String DATABASES = "select 'shop' as name, '10.0.0.7' as host, 5432 as port,"
			+ " 'shop' as database, cast(null as varchar) as force_user, 20 as pool_size, 0 as min_pool_size,";

	private Connection h2;

	@BeforeEach
	void open() throws SQLException {
		this.h2 = DriverManager.getConnection("jdbc:h2:mem:;DATABASE_TO_UPPER=FALSE");
	}

	@AfterEach
	void close() throws SQLException {
		this.h2.close();
	}

	@Test
	void readsVersion118() throws SQLException {
		ConsoleReading reading = read(
				Map.of("VERSION", "select 'PgBouncer 1.18.0' as version", "POOLS", POOLS, "STATS", STATS, "DATABASES",
						DATABASES + " 5 as reserve_pool, cast(null as varchar) as pool_mode, 0 as max_connections,"
								+ " 11 as current_connections, 0 as paused, 0 as disabled",
						"CONFIG", "select * from (values ('pool_mode', 'transaction'), ('query_wait_timeout', '120'),"
								+ " ('logfile', '/var/log')) as config(\"key\", \"value\")"));
		assertShop(reading, "1.18.0");
		assertThat(reading.config()).containsOnlyKeys("pool_mode", "query_wait_timeout");
		assertThat(reading.pooler(SOME, "shop", "app").maxPreparedStatements()).as("it does not track them").isZero();
	}

	@Test
	void readsVersion124() throws SQLException {
		ConsoleReading reading = read(Map.of("VERSION", "select 'PgBouncer 1.24.1' as version", "POOLS",
				POOLS + ", cast(null as varchar) as load_balance_hosts", "STATS",
				STATS + ", 9 as total_server_assignment_count, 8 as total_client_parse_count", "DATABASES",
				DATABASES
						+ " 5 as reserve_pool_size, cast(null as varchar) as server_lifetime, 'transaction' as pool_mode,"
						+ " cast(null as varchar) as load_balance_hosts, 0 as max_connections, 11 as current_connections,"
						+ " 0 as max_client_connections, 3 as current_client_connections, 0 as paused, 0 as disabled",
				"CONFIG", "select * from (values ('max_prepared_statements', '200'), ('server_login_retry', '1.5'))"
						+ " as config(\"key\", \"value\")"));
		assertShop(reading, "1.24.1");
		assertThat(reading.maxPreparedStatements()).isEqualTo(200);
		assertThat(reading.config()).containsEntry("server_login_retry", "1.5");
		assertThat(reading.number("query_wait_timeout")).isNull();
	}

	@Test
	void readsVersion126() throws SQLException {
		ConsoleReading reading = read(Map.of("VERSION", "select 'PgBouncer 1.26.1' as version", "POOLS",
				POOLS + ", cast(null as varchar) as load_balance_hosts", "STATS",
				STATS + ", 1 as total_client_login_count", "DATABASES",
				DATABASES + " 5 as reserve_pool_size, 'transaction' as pool_mode, 0 as max_connections,"
						+ " 11 as current_connections, 0 as paused, 0 as disabled",
				"CONFIG", "select 'max_prepared_statements' as \"key\", '0' as \"value\""));
		assertShop(reading, "1.26.1");
		assertThat(reading.pooler(SOME, "shop", "app").maxPreparedStatements()).isZero();
	}

	@Test
	void doesWithoutAnyOfTheColumnsButTheName() throws SQLException {
		ConsoleReading reading = read(Map.of("VERSION", "select 'unknown' as v", "POOLS", "select 'shop' as database",
				"STATS", "select 'shop' as database, 'lots' as total_query_count", "DATABASES", "select 'shop' as name",
				"CONFIG", "select 'pool_mode' as \"key\", cast(null as varchar) as \"value\""));
		assertThat(reading.version()).isNull();
		assertThat(reading.config()).isEmpty();
		assertThat(reading.stats()).containsExactly(new ConsoleStats("shop", null, null));
		assertThat(reading.pools())
			.containsExactly(new ConsolePool("shop", "", null, 0, 0, 0, 0, 0, Duration.ZERO, null, null));
		assertThat(reading.pooler(SOME, "shop", "app")).as("no mode, no answer").isEqualTo(SOME);
	}

	@Test
	void keepsAThousandRows() throws SQLException {
		ConsoleReading reading = read(Map.of("VERSION", "select 'PgBouncer 1.18.0' as version", "POOLS",
				"select 'd' || \"X\" as database, 'app' as \"user\", \"X\" as cl_waiting from system_range(1, 1001)",
				"STATS", STATS, "DATABASES", "select 'shop' as name", "CONFIG",
				"select 'a' as \"key\", 'b' as \"value\""));
		assertThat(reading.pools()).hasSize(1000);
		assertThat(reading.pools().get(0).clientsWaiting()).as("who waits comes first").isEqualTo(1000);
	}

	@Test
	void doesNotTakeTheModeOfAnotherPool() throws SQLException {
		ConsoleReading reading = read(Map.of("VERSION", "select 'PgBouncer 1.18.0' as version", "POOLS",
				"select * from (values ('shop', 'app', 'transaction'), ('shop', 'batch', 'session'))"
						+ " as pools(database, \"user\", pool_mode)",
				"STATS", STATS, "DATABASES", "select 'shop' as name", "CONFIG",
				"select 'a' as \"key\", 'b' as \"value\""));
		assertThat(reading.pooler(SOME, "shop", "app").mode()).isEqualTo(PoolMode.TRANSACTION);
		assertThat(reading.pooler(SOME, "shop", "batch").mode()).isEqualTo(PoolMode.SESSION);
		assertThat(reading.pooler(SOME, "shop", "else")).as("it may be either").isEqualTo(SOME);
		assertThat(reading.pooler(SOME, "warehouse", "app")).isEqualTo(SOME);
		assertThat(reading.pooler(SOME, null, null)).isEqualTo(SOME);
		Pooler none = new Pooler(Presence.NONE, null, null, null, null, "seen");
		assertThat(reading.pooler(none, "shop", "app")).as("this pool does not go through it").isEqualTo(none);
	}

	private static void assertShop(ConsoleReading reading, String version) {
		assertThat(reading.version()).isEqualTo(version);
		assertThat(reading.pools()).containsExactly(
				new ConsolePool("shop", "app", PoolMode.TRANSACTION, 12, 3, 5, 7, 6, Duration.ofMillis(2500), 20, 5));
		assertThat(reading.stats())
			.containsExactly(new ConsoleStats("shop", Duration.ofNanos(1_500_000), Duration.ofNanos(250_000)));
		assertThat(reading.databases()).singleElement().satisfies((database) -> {
			assertThat(database.poolSize()).isEqualTo(20);
			assertThat(database.reserve()).isEqualTo(5);
			assertThat(database.paused()).isFalse();
		});
	}

	private ConsoleReading read(Map<String, String> tables) throws SQLException {
		return ConsoleQueries.read((what) -> {
			try (Statement statement = this.h2.createStatement();
					ResultSet table = statement.executeQuery(Objects.requireNonNull(tables.get(what)))) {
				return ConsoleRows.read(table);
			}
		});
	}

}

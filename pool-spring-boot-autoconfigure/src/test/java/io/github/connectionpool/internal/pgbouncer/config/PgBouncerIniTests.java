package io.github.connectionpool.internal.pgbouncer.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PgBouncerIni}.
 */
class PgBouncerIniTests {

	@Test
	void hasTheValuesOfTheStory() {
		assertThat(Facts.story().values()).containsEntry("max_client_conn", "150")
			.containsEntry("default_pool_size", "16")
			.containsEntry("reserve_pool_size", "4")
			.containsEntry("max_db_connections", "20")
			.containsEntry("pool_mode", "transaction")
			.containsEntry("query_wait_timeout", "5")
			.containsEntry("server_lifetime", "3600")
			.containsEntry("server_connect_timeout", "15")
			.containsEntry("ignore_startup_parameters", "extra_float_digits")
			.doesNotContainKey("max_prepared_statements");
		assertThat(IniSettings.section(Facts.story().ini(), "databases"))
			.isEqualTo(Map.of("shop", "host=db.internal port=5433 dbname=shop"));
	}

	@Test
	void saysWhereTheValuesComeFrom() {
		String ini = Facts.story().ini();
		assertThat(IniSettings.comment(ini, "max_client_conn")).contains("12 instances × 10 connections each"
				+ " (connectionpool.fleet.instances, maximum-pool-size), and a quarter more for restarts");
		assertThat(IniSettings.comment(ini, "default_pool_size")).contains("recommends 16", "The server gives 97",
				"7 are in use by others and 9 are kept free");
		assertThat(IniSettings.comment(ini, "query_wait_timeout")).contains("10 s (connection-timeout)");
		assertThat(IniSettings.comment(ini, "server_lifetime")).contains("30 min (max-lifetime)");
		assertThat(IniSettings.comment(ini, "query_timeout")).contains("statement_timeout, 1 min");
		assertThat(ini).contains("\n;max_prepared_statements = 256\n", "\"shop\" \"SCRAM-SHA-256$...\"");
	}

	@Test
	void saysWhatIsAssumedAndWhichPropertyTells() {
		String ini = Facts.unknown();
		assertThat(IniSettings.comment(ini, "app")).contains("Assumed");
		assertThat(IniSettings.comment(ini, "max_client_conn")).contains("Assumed: 1 instance × 10",
				"connectionpool.fleet.instances");
		assertThat(IniSettings.comment(ini, "default_pool_size")).contains("requestRate and holdMillis tell better",
				"Assumed: the server gives 97", "how many others use is not known");
		assertThat(IniSettings.comment(ini, "query_wait_timeout")).contains("Assumed: HikariCP's default");
		assertThat(IniSettings.section(ini, "pgbouncer")).containsEntry("query_wait_timeout", "15")
			.containsEntry("default_pool_size", "10")
			.containsEntry("max_client_conn", "20");
	}

	@Test
	void hasACommentBeforeEachValue() {
		for (String ini : List.of(Facts.story().ini(), Facts.unknown())) {
			String[] lines = ini.split("\n", -1);
			for (int i = 0; i < lines.length; i++) {
				if (lines[i].contains(" = ") && !lines[i].startsWith("; ")) {
					assertThat(lines[i - 1]).as(lines[i]).startsWith("; ");
				}
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "97, 7, 16, 16, 4", "97, 7, 100, 65, 16", "97, 97, 16, 1, 0", "97, 1000, 16, 1, 0", "10, 0, 16, 6, 1",
			"1, 0, 1, 1, 0", "500, 0, 2, 2, 1", "2147483647, 0, 2147483647, 1546188227, 386547056" })
	void leavesConnectionsForOthers(int limit, int others, int wanted, int pool, int reserve) {
		Facts facts = Facts.story();
		facts.serverLimit = limit;
		facts.usedByOthers = others;
		facts.serverConnections = wanted;
		assertThat(facts.values()).containsEntry("default_pool_size", Integer.toString(pool))
			.containsEntry("reserve_pool_size", Integer.toString(reserve))
			.containsEntry("max_db_connections", Integer.toString(pool + reserve));
	}

	@ParameterizedTest
	@CsvSource({ "PT10S, , 5", "PT30S, , 15", "PT30S, PT4S, 2", "PT1S, , 1", "PT0.25S, , 1", "PT0S, PT0S, 15",
			", PT20S, 10" })
	void failsFirstWithinPgBouncer(Duration connectionTimeout, Duration queryTimeout, String seconds) {
		Facts facts = Facts.story();
		facts.connectionTimeout = connectionTimeout;
		facts.queryTimeout = queryTimeout;
		assertThat(facts.values()).containsEntry("query_wait_timeout", seconds);
	}

	@Test
	void serverConnectionsLiveLongerThanThePools() {
		Facts facts = Facts.story();
		facts.maxLifetime = Duration.ofHours(2);
		assertThat(facts.values()).containsEntry("server_lifetime", "14400");
		facts.maxLifetime = Duration.ZERO;
		assertThat(facts.values()).containsEntry("server_lifetime", "3600");
	}

	@Test
	void keepsWhatTheRunningOneNeedsToBeReached() {
		Facts facts = Facts.story();
		facts.running = Map.of("listen_port", "6543", "auth_type", "md5", "stats_users", "x\nadmin_users = evil",
				"query_wait_timeout", "120", "max_prepared_statements", "0");
		String ini = facts.ini();
		assertThat(facts.values()).containsEntry("listen_port", "6543")
			.containsEntry("auth_type", "md5")
			.containsEntry("stats_users", "pgbouncer_monitor")
			.containsEntry("admin_users", "pgbouncer_admin")
			.containsEntry("max_prepared_statements", "256");
		assertThat(IniSettings.comment(ini, "query_wait_timeout")).contains("The running PgBouncer has 120.");
		assertThat(ini).contains("put in the server's host");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a b", "a'b", "a\"b", "a;b", "a#b", "a=b", "%include x", "[pgbouncer]", "*", "ä\\", " " })
	void aHostileNameStaysInItsPlace(String database) {
		Facts facts = Facts.story();
		if (database.isBlank()) {
			assertThatIllegalArgumentException().isThrownBy(() -> new JdbcTarget("h", 1, database));
			return;
		}
		facts.target = new JdbcTarget("db", 5432, database);
		assertThat(IniSettings.section(facts.ini(), "databases"))
			.isEqualTo(Map.of("*", "host=db port=5432 dbname='" + database.replace("'", "''") + "'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\nb", "a\rb", "a\0b", "a\u0085b", "a\u2028b", "a\ud800b", "\n" })
	void refusesWhatWouldBreakOutOfItsLine(String hostile) {
		assertThatIllegalArgumentException().isThrownBy(() -> new JdbcTarget("h", 1, hostile))
			.withMessageContaining("'database'");
		assertThatIllegalArgumentException().isThrownBy(() -> new JdbcTarget(hostile, 1, "d"))
			.withMessageContaining("'host'");
		assertThatIllegalArgumentException().isThrownBy(
				() -> new IniFacts(null, hostile, 1, null, null, null, null, null, null, null, null, null, null, null))
			.withMessageContaining("'user'");
	}

	@Test
	void refusesNumbersThatAreNone() {
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> new IniFacts(null, null, 0, null, null, null, null, null, null, null, null, null, null, null))
			.withMessage("'poolMaximum' must be at least 1, but is 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new JdbcTarget("h", 70_000, "d"))
			.withMessage("'port' must be from 1 to 65535, but is 70000");
	}

	@Test
	void theConsolesNameIsLeftToTheConsole() {
		Facts facts = Facts.story();
		facts.target = new JdbcTarget("db", 5432, "pgbouncer");
		assertThat(IniSettings.section(facts.ini(), "databases"))
			.isEqualTo(Map.of("app", "host=db port=5432 dbname=pgbouncer"));
	}

}

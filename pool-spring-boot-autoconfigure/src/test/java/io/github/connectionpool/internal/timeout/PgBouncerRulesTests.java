package io.github.connectionpool.internal.timeout;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.report.Finding.Severity;

import static io.github.connectionpool.internal.timeout.TimeoutAssert.assertFound;
import static io.github.connectionpool.internal.timeout.TimeoutAssert.assertQuiet;

class PgBouncerRulesTests {

	@Test
	void pgbouncerThatIsConfiguredWellIsInOrder() {
		assertQuiet(Configured.well().behindPgBouncer());
	}

	@Test
	void waitingForPgBouncerLongerThanForThePoolIsFound() {
		assertFound(Configured.well().behindPgBouncer().pgbouncer("query_wait_timeout", "120"),
				"timeout-pgbouncer-wait-above-client", Severity.WARNING, "query_wait_timeout (2 min)",
				"connection-timeout (10 s)", "query_wait_timeout = 10 in pgbouncer.ini");
		assertFound(Configured.well().behindPgBouncer().pgbouncer("query_wait_timeout", "11"),
				"timeout-pgbouncer-wait-above-client", Severity.WARNING, "(11 s)");
	}

	@Test
	void waitingForPgBouncerForEverIsAnOutageToCome() {
		assertFound(Configured.well().behindPgBouncer().pgbouncer("query_wait_timeout", "0"),
				"timeout-pgbouncer-wait-unlimited", Severity.CRITICAL, "query_wait_timeout = 10");
	}

	@Test
	void pgbouncerThatCutsOffBeforeTheServerCancelsIsFound() {
		assertFound(Configured.well().query(31).behindPgBouncer().pgbouncer("query_timeout", "30"),
				"timeout-pgbouncer-query-below-statement", Severity.WARNING, "query_timeout (30 s)",
				"statement_timeout (30 s)", "query_timeout = 40");
		assertQuiet(Configured.well().query(31).behindPgBouncer().pgbouncer("query_timeout", "31"));
	}

	@Test
	void pgbouncerThatWaitsLongForItsServerIsFound() {
		assertFound(Configured.well().behindPgBouncer().pgbouncer("server_connect_timeout", "30"),
				"timeout-pgbouncer-connect-long", Severity.WARNING, "server_connect_timeout (30 s)",
				"server_connect_timeout = 15");
		assertFound(Configured.well().behindPgBouncer().pgbouncer("server_connect_timeout", "0"),
				"timeout-pgbouncer-connect-long", Severity.WARNING, "no limit");
		assertQuiet(Configured.well().behindPgBouncer().pgbouncer("server_connect_timeout", "29"));
	}

	@Test
	void idleServerConnectionsThatTheServerCutsAreFound() {
		assertFound(Configured.well().behindPgBouncer().server("idle_session_timeout", 600),
				"timeout-pgbouncer-idle-above-server", Severity.WARNING, "server_idle_timeout (10 min)",
				"idle_session_timeout (10 min)", "server_idle_timeout = 300");
		assertQuiet(Configured.well().behindPgBouncer().server("idle_session_timeout", 601));
	}

	@Test
	void idleServerConnectionsThatAreReplacedBeforeAreMentioned() {
		assertFound(Configured.well().behindPgBouncer().pgbouncer("server_lifetime", "600"),
				"timeout-pgbouncer-idle-above-lifetime", Severity.INFO, "server_idle_timeout (10 min)",
				"server_lifetime (10 min)", "server_idle_timeout = 300");
		assertQuiet(Configured.well().behindPgBouncer().pgbouncer("server_lifetime", "601"));
	}

	@Test
	void inSessionModeThePoolShouldNotKeepServerConnectionsLongerThanPgBouncer() {
		assertFound(
				Configured.well()
					.behindPgBouncer()
					.pgbouncer("server_lifetime", "1800")
					.pgbouncer("pool_mode", "session"),
				"timeout-max-lifetime-above-server-lifetime", Severity.INFO, "max-lifetime (30 min)",
				"server_lifetime (30 min)", "max-lifetime=1770000");
		assertQuiet(Configured.well().behindPgBouncer().pgbouncer("pool_mode", "session"));
		assertQuiet(Configured.well().behindPgBouncer().pgbouncer("server_lifetime", "1800"));
	}

	@Test
	void whatPgBouncerTellsInAnOddWayIsNotKnown() {
		assertQuiet(Configured.well()
			.behindPgBouncer()
			.pgbouncer("query_wait_timeout", "soon")
			.pgbouncer("query_timeout", "-1")
			.pgbouncer("server_connect_timeout", "1e300")
			.pgbouncer("server_idle_timeout", "")
			.pgbouncer("server_lifetime", "NaN"));
	}

}

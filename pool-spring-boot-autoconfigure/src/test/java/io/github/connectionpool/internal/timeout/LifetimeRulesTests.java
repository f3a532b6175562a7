package io.github.connectionpool.internal.timeout;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.report.Finding.Severity;

import static io.github.connectionpool.internal.timeout.TimeoutAssert.assertFound;
import static io.github.connectionpool.internal.timeout.TimeoutAssert.assertQuiet;

class LifetimeRulesTests {

	@Test
	void connectionsThatTheServerCutsBeforeThePoolReplacesThemAreFound() {
		assertFound(Configured.well().server("wait_timeout", 600).keepalive(600), "timeout-max-lifetime-above-cut",
				Severity.WARNING, "spring.datasource.hikari.max-lifetime (30 min)", "wait_timeout (10 min)",
				"spring.datasource.hikari.max-lifetime=570000 (9 min 30 s)");
	}

	@Test
	void idleSessionsThatTheServerCutsCountAsWell() {
		assertFound(Configured.well().server("idle_session_timeout", 100), "timeout-max-lifetime-above-cut",
				Severity.WARNING, "idle_session_timeout (1 min 40 s)", "max-lifetime=70000");
	}

	@Test
	void whatIsKeptAliveIsOnlyMentioned() {
		assertFound(Configured.well().server("wait_timeout", 145), "timeout-max-lifetime-above-cut", Severity.INFO,
				"Only spring.datasource.hikari.keepalive-time (2 min) keeps it alive");
		assertFound(Configured.well().server("wait_timeout", 144), "timeout-max-lifetime-above-cut", Severity.WARNING,
				"cut connection");
	}

	@Test
	void thereIsAMarginToTheCut() {
		assertQuiet(Configured.well().server("wait_timeout", 1830));
		assertFound(Configured.well().server("wait_timeout", 1829), "timeout-max-lifetime-above-cut", Severity.INFO,
				"max-lifetime=1799000");
	}

	@Test
	void defaultOfMysqlIsInOrder() {
		assertQuiet(Configured.well().server("wait_timeout", 28_800));
	}

	@Test
	void whereTheCutIsTooSoonForThePoolTheServerHasToWait() {
		assertFound(Configured.well().server("wait_timeout", 28), "timeout-max-lifetime-above-cut", Severity.WARNING,
				"Raise wait_timeout to more than 30 min");
	}

	@Test
	void connectionsThatAreNeverReplacedAreCut() {
		assertFound(Configured.well().lifetime(0).server("wait_timeout", 28_800), "timeout-max-lifetime-above-cut",
				Severity.INFO, "max-lifetime (no limit)", "max-lifetime=1800000");
	}

	@Test
	void connectionsThatAreNeverReplacedAreMentioned() {
		assertFound(Configured.well().lifetime(0), "timeout-max-lifetime-missing", Severity.INFO,
				"max-lifetime=1800000");
	}

	@Test
	void behindPgBouncerItIsPgBouncerThatCuts() {
		assertFound(Configured.well().behindPgBouncer().pgbouncer("client_idle_timeout", "100"),
				"timeout-max-lifetime-above-cut", Severity.WARNING, "client_idle_timeout (1 min 40 s)");
		assertQuiet(Configured.well().behindPgBouncer().server("idle_session_timeout", 700));
	}

	@Test
	void anIdleTimeoutThatNeverComesIsMentioned() {
		assertFound(Configured.well().idle(1800), "timeout-idle-above-max-lifetime", Severity.INFO,
				"idle-timeout (30 min)", "max-lifetime (30 min)", "idle-timeout=600000");
		assertQuiet(Configured.well().idle(1799));
		assertQuiet(Configured.well().idle(0));
	}

	@Test
	void aPoolThatKeepsAllItsConnectionsNeedsNoIdleTimeout() {
		assertQuiet(Configured.well().idle(1800).fixedSize());
	}

	@Test
	void keepingAliveWhatIsReplacedBeforeIsFound() {
		assertFound(Configured.well().keepalive(1800), "timeout-keepalive-above-max-lifetime", Severity.WARNING,
				"keepalive-time (30 min)", "max-lifetime (30 min)", "keepalive-time=120000");
		assertQuiet(Configured.well().keepalive(1799));
	}

	@Test
	void aLifetimeTooShortToKeepAliveWithinIsRaised() {
		assertFound(Configured.well().idle(0).keepalive(40).lifetime(40), "timeout-keepalive-above-max-lifetime",
				Severity.WARNING, "max-lifetime=1800000");
	}

	@Test
	void idleConnectionsThatAreNotKeptAliveAreMentioned() {
		assertFound(Configured.well().keepalive(0), "timeout-keepalive-missing", Severity.INFO,
				"keepalive-time=120000");
	}

	@Test
	void whatHikariSwitchesOffForBeingTooShortIsFound() {
		assertFound(Configured.well().keepalive(29), "timeout-keepalive-too-short", Severity.WARNING, "(29 s)",
				"keepalive-time=30000");
		assertQuiet(Configured.well().keepalive(30));
	}

}

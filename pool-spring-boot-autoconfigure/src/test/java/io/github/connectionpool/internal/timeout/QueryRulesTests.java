package io.github.connectionpool.internal.timeout;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.report.Finding.Severity;

import static io.github.connectionpool.internal.timeout.TimeoutAssert.assertFound;
import static io.github.connectionpool.internal.timeout.TimeoutAssert.assertQuiet;
import static org.assertj.core.api.Assertions.assertThat;

class QueryRulesTests {

	@Test
	void queriesThatNothingEndsAreFound() {
		assertThat(Configured.notAtAll().hierarchy().findings())
			.filteredOn((finding) -> finding.id().equals("timeout-query-missing"))
			.singleElement()
			.satisfies((finding) -> {
				assertThat(finding.severity()).isEqualTo(Severity.WARNING);
				assertThat(finding.evidence()).contains("statement_timeout", "spring.jdbc.template.query-timeout",
						"spring.transaction.default-timeout");
				assertThat(finding.fix()).contains("spring.jdbc.template.query-timeout=30s",
						"statement_timeout = '30s'");
			});
	}

	@Test
	void anyLimitIsOne() {
		assertLimited(Configured.notAtAll().server("statement_timeout", 30));
		assertLimited(Configured.notAtAll().query(30));
		assertLimited(Configured.notAtAll().transaction(30));
		assertLimited(Configured.notAtAll().url("jdbc:postgresql://db/shop?socketTimeout=60"));
		assertLimited(Configured.notAtAll().behindPgBouncer().pgbouncer("query_timeout", "60"));
	}

	@Test
	void whatTheServerDoesIsNotGuessed() {
		assertLimited(Configured.notAtAll().serverUnknown());
	}

	@Test
	void serversAreToldInTheirOwnTerms() {
		assertThat(fixOf(Configured.notAtAll().serverUnknown().server("max_execution_time", 0)))
			.contains("max_execution_time = 30000");
		assertThat(fixOf(Configured.notAtAll().serverUnknown().server("max_statement_time", 0)))
			.contains("max_statement_time = 30,");
	}

	@Test
	void aNetworkThatIsWaitedForWithoutALimitIsFound() {
		assertFound(Configured.well().url("jdbc:postgresql://db/shop"), "timeout-socket-missing", Severity.WARNING,
				"socketTimeout", "hours", "Add socketTimeout=300 (5 min) to the JDBC URL",
				"spring.datasource.hikari.data-source-properties.socketTimeout=300");
	}

	@Test
	void theNetworkIsWaitedForWellAfterTheLongestQuery() {
		assertFound(Configured.well().url("jdbc:postgresql://db/shop").server("statement_timeout", 600),
				"timeout-socket-missing", Severity.WARNING, "socketTimeout=1200");
	}

	@Test
	void aNetworkThatGivesUpBeforeTheQueryIsFound() {
		assertFound(Configured.well().url("jdbc:postgresql://db/shop?socketTimeout=30"), "timeout-socket-below-query",
				Severity.WARNING, "socketTimeout (30 s)", "statement_timeout (30 s)", "socketTimeout=300");
		assertQuiet(Configured.well().url("jdbc:postgresql://db/shop?socketTimeout=31"));
	}

	@Test
	void whatTheServerLetsRunIsHealthy() {
		assertFound(Configured.well().server("statement_timeout", 60).url("jdbc:postgresql://db/shop?socketTimeout=45"),
				"timeout-socket-below-query", Severity.WARNING, "statement_timeout (1 min)");
		assertQuiet(Configured.well().query(60).url("jdbc:postgresql://db/shop?socketTimeout=45"));
	}

	@Test
	void withoutALimitOfTheServerWhatSpringLetsRunIsHealthy() {
		assertFound(Configured.well().serverUnknown().transaction(60).url("jdbc:postgresql://db/shop?socketTimeout=45"),
				"timeout-socket-below-query", Severity.WARNING, "spring.transaction.default-timeout (1 min)");
	}

	@Test
	void aDriverThatIsNotKnownHasNoFindings() {
		assertQuiet(Configured.well().url("jdbc:h2:mem:"));
	}

	@Test
	void aTransactionThatEndsBeforeItsQueryIsFound() {
		assertFound(Configured.well().transaction(29), "timeout-transaction-below-query", Severity.WARNING,
				"spring.transaction.default-timeout (29 s)", "spring.jdbc.template.query-timeout (30 s)",
				"spring.transaction.default-timeout=60s");
		assertQuiet(Configured.well().transaction(30));
		assertQuiet(Configured.well().transaction(0));
		assertQuiet(Configured.well().transaction(29).query(null));
	}

	@Test
	void transactionsThatMayDoNothingForEverAreFound() {
		assertFound(Configured.well().server("idle_in_transaction_session_timeout", 0),
				"timeout-idle-in-transaction-missing", Severity.WARNING, "idle_in_transaction_session_timeout = '60s'");
	}

	@Test
	void transactionsThatEndByOtherMeansAreInOrder() {
		Configured none = Configured.well().server("idle_in_transaction_session_timeout", 0);
		assertQuiet(none.server("transaction_timeout", 300));
		assertQuiet(Configured.well()
			.server("idle_in_transaction_session_timeout", 0)
			.behindPgBouncer()
			.pgbouncer("idle_transaction_timeout", "60"));
	}

	@Test
	void aServerThatHasNoSuchSettingHasNoSuchFinding() {
		assertQuiet(Configured.well().serverUnknown().server("max_execution_time", 30));
	}

	@Test
	void transactionsThatAreCutOffWhileAnotherQueryRunsAreMentioned() {
		assertFound(Configured.well().server("idle_in_transaction_session_timeout", 29),
				"timeout-idle-in-transaction-below-query", Severity.INFO, "idle_in_transaction_session_timeout (29 s)",
				"(30 s)", "'60s'");
		assertQuiet(Configured.well().server("idle_in_transaction_session_timeout", 30));
	}

	private static void assertLimited(Configured configured) {
		assertThat(configured.hierarchy().findings())
			.noneMatch((finding) -> finding.id().equals("timeout-query-missing"));
	}

	private static String fixOf(Configured configured) {
		return configured.hierarchy()
			.findings()
			.stream()
			.filter((finding) -> finding.id().equals("timeout-query-missing"))
			.findFirst()
			.orElseThrow()
			.fix();
	}

}

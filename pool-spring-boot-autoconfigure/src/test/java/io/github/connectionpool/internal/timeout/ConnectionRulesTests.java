package io.github.connectionpool.internal.timeout;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.report.Finding.Severity;

import static io.github.connectionpool.internal.timeout.TimeoutAssert.assertFound;
import static io.github.connectionpool.internal.timeout.TimeoutAssert.assertQuiet;
import static org.assertj.core.api.Assertions.assertThat;

class ConnectionRulesTests {

	@Test
	void borrowersWhoWaitAsLongAsQueriesRunAreFound() {
		assertFound(Configured.well().connection(30), "timeout-connection-above-query", Severity.WARNING,
				"spring.datasource.hikari.connection-timeout (30 s)", "spring.jdbc.template.query-timeout (30 s)",
				"Set spring.datasource.hikari.connection-timeout=10000 (10 s).");
	}

	@Test
	void theShortestLimitOfAQueryCounts() {
		assertFound(Configured.well().query(9).validation(2), "timeout-connection-above-query", Severity.WARNING,
				"spring.jdbc.template.query-timeout (9 s)", "connection-timeout=3000 (3 s)");
		assertFound(Configured.well().query(30).server("statement_timeout", 6), "timeout-connection-above-query",
				Severity.WARNING, "statement_timeout (6 s)", "connection-timeout=2000 (2 s)");
	}

	@Test
	void borrowersWhoWaitForLongAreFoundWhereQueriesRunLonger() {
		assertFound(Configured.well().connection(11), "timeout-connection-long", Severity.WARNING, "11 s",
				"queries end after 30 s", "connection-timeout=10000");
	}

	@Test
	void borrowersWhoWaitForLongAreFoundWhereNothingIsKnownOfQueries() {
		assertFound(Configured.well().connection(31).query(null).serverUnknown().url("jdbc:other://db/shop"),
				"timeout-connection-long", Severity.WARNING, "31 s", "connection-timeout=10000");
	}

	@Test
	void theProductsOwnDefaultIsMentionedOnly() {
		assertFound(Configured.well().connection(30).query(null).serverUnknown().url("jdbc:other://db/shop"),
				"timeout-connection-long", Severity.INFO, "30 s", "connection-timeout=10000");
	}

	@Test
	void borrowersOfAnEmbeddedDatabaseWaitForNoNetwork() {
		assertThat(
				Configured.well().connection(30).query(null).serverUnknown().url("jdbc:h2:mem:").hierarchy().findings())
			.noneMatch((finding) -> finding.id().equals("timeout-connection-long"));
	}

	@Test
	void withoutAnyOtherLimitTheSocketEndsAQuery() {
		assertFound(Configured.well().query(null).serverUnknown().url("jdbc:postgresql://db/shop?socketTimeout=10"),
				"timeout-connection-above-query", Severity.WARNING, "socketTimeout (10 s)");
	}

	@Test
	void borrowersWhoWaitNearlyAsLongAreMentioned() {
		assertFound(Configured.well().query(19), "timeout-connection-near-query", Severity.INFO, "(10 s)", "(19 s)");
		assertQuiet(Configured.well().query(20));
	}

	@Test
	void borrowersWhoWaitForEverAreAnOutageToCome() {
		assertFound(Configured.well().connection(0), "timeout-connection-unlimited", Severity.CRITICAL, "for ever",
				"connection-timeout=10000");
	}

	@Test
	void dbcp2IsToldInItsOwnTerms() {
		assertFound(Configured.well().type("org.apache.commons.dbcp2.BasicDataSource").connection(0),
				"timeout-connection-unlimited", Severity.CRITICAL, "max-wait-millis=10000");
	}

	@Test
	void tomcatIsToldInItsOwnTerms() {
		assertFound(Configured.well().type("org.apache.tomcat.jdbc.pool.DataSource").connection(30),
				"timeout-connection-above-query", Severity.WARNING, "spring.datasource.hikari.max-wait=10000");
	}

	@Test
	void validationThatTakesAllTheTimeIsFound() {
		assertFound(Configured.well().validation(10), "timeout-validation-above-connection", Severity.WARNING,
				"validation-timeout (10 s)", "connection-timeout (10 s)", "validation-timeout=5000");
		assertQuiet(Configured.well().validation(9));
		assertQuiet(Configured.well().validation(0));
	}

	@Test
	void connectingWithoutALimitIsFound() {
		assertFound(Configured.well().url("jdbc:mysql://db/shop?socketTimeout=300000"), "timeout-connect-missing",
				Severity.WARNING, "connectTimeout", "Add connectTimeout=15000 (15 s) to the JDBC URL",
				"spring.datasource.hikari.data-source-properties.connectTimeout=15000");
	}

	@Test
	void connectingForAsLongAsAQueryIsMentioned() {
		String url = "jdbc:postgresql://db/shop?socketTimeout=300&connectTimeout=";
		assertFound(Configured.well().url(url + 30), "timeout-connect-above-query", Severity.INFO,
				"connectTimeout (30 s)", "(30 s)", "connectTimeout=15");
		assertQuiet(Configured.well().url(url + 29));
	}

	@Test
	void connectingInTheTimeOfTheHierarchyIsInOrderHoweverShortQueriesAre() {
		assertQuiet(Configured.well()
			.url("jdbc:postgresql://db/shop?socketTimeout=300&connectTimeout=15")
			.connection(4)
			.validation(2)
			.query(12));
	}

}

package io.github.connectionpool.sample.observability;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.connectionpool.testsupport.Promtool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The rules for Prometheus are complete, and do what they say.
 */
class AlertRulesTests {

	private static final String PAGES = "https://github.com/connectionpool/pool-spring-boot/blob/main/docs/runbooks/";

	@ParameterizedTest
	@MethodSource("alerts")
	void anAlertSaysHowLongHowUrgentAndWhatToDo(Map<String, Object> alert) {
		assertThat(alert).containsKey("for");
		assertThat(JsonPath.<String>read(alert, "$.alert")).startsWith("ConnectionPool");
		assertThat(JsonPath.<String>read(alert, "$.labels.severity")).isIn("warning", "critical");
		assertThat(JsonPath.<String>read(alert, "$.annotations.summary")).contains("{{ $labels.job }}",
				"{{ $labels.pool }}");
		assertThat(JsonPath.<String>read(alert, "$.annotations.description")).contains("{{ $value")
			.contains("First step: ");
	}

	@ParameterizedTest
	@MethodSource("alerts")
	void anAlertLeadsToARunbookThatNamesIt(Map<String, Object> alert) {
		String url = JsonPath.read(alert, "$.annotations.runbook_url");
		assertThat(url).startsWith(PAGES);
		assertThat(Observability.text(Observability.RUNBOOKS.resolve(url.substring(PAGES.length())))).contains(
				"`" + alert.get("alert") + "`", "## Meaning", "## First check", "## Usual causes", "## Now",
				"## Afterwards");
	}

	@Test
	void theAlertOfALeakNamesTheLine() {
		assertThat(alerts()).filteredOn((alert) -> ((String) alert.get("alert")).startsWith("ConnectionPoolLeak"))
			.hasSize(3)
			.allSatisfy((alert) -> {
				assertThat(JsonPath.<String>read(alert, "$.annotations.summary")).contains("{{ $labels.callSite }}");
				assertThat(JsonPath.<String>read(alert, "$.annotations.description"))
					.contains("{{ $labels.callSite }}");
			});
	}

	@Test
	void everyAlertHasATestThatFiresAndOneThatStaysQuiet() {
		Set<String> alerts = alerts().map((alert) -> (String) alert.get("alert")).collect(Collectors.toSet());
		assertThat(alerts).hasSizeGreaterThanOrEqualTo(10);
		assertThat(tested(false)).containsExactlyInAnyOrderElementsOf(alerts);
		assertThat(tested(true)).containsExactlyInAnyOrderElementsOf(alerts);
	}

	@Test
	void aRuleNeedsNoSeriesThatThereIsNot() {
		List<String> expressions = JsonPath.read(Observability.yaml(Observability.RULES), "$.groups[*].rules[*].expr");
		assertThat(expressions).isNotEmpty()
			.allSatisfy((expression) -> assertThat(Observability.documentedSeries())
				.containsAll(Observability.series(expression)));
	}

	@Test
	void promtoolRunsAllTests() throws IOException {
		assumeTrue(Promtool.program().isPresent(), Promtool.HOW_TO_INSTALL);
		Promtool.run("check", "rules", Observability.RULES.toRealPath().toString());
		Promtool.run("test", "rules", Observability.RULE_TESTS.toRealPath().toString());
	}

	static Stream<Map<String, Object>> alerts() {
		List<Map<String, Object>> alerts = JsonPath.read(Observability.yaml(Observability.RULES),
				"$.groups[*].rules[?(@.alert)]");
		return alerts.stream();
	}

	/** The names of the alerts that a test expects to fire, or expects to be quiet. */
	private static Set<String> tested(boolean quiet) {
		List<Map<String, Object>> tests = JsonPath.read(Observability.yaml(Observability.RULE_TESTS),
				"$.tests[*].alert_rule_test[*]");
		return tests.stream()
			.filter((test) -> JsonPath.<List<?>>read(test, "$.exp_alerts").isEmpty() == quiet)
			.map((test) -> (String) test.get("alertname"))
			.collect(Collectors.toSet());
	}

}

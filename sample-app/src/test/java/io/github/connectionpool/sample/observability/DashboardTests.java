package io.github.connectionpool.sample.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.connectionpool.testsupport.Promtool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The dashboard keeps the thirteen rules of the public linter for dashboards, which can
 * not run here.
 */
class DashboardTests {

	private static final Map<String, String> SOURCE = Map.of("type", "prometheus", "uid", "${datasource}");

	/** Identifiers of Grafana. */
	private static final Set<String> UNITS = Set.of("none", "short", "s", "ms", "percent", "percentunit", "reqps",
			"ops");

	private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

	private static final Pattern SELECTOR = Pattern.compile("connectionpool_\\w+(\\{[^}]*})?");

	private static final Pattern RANGE = Pattern.compile("\\[([^]]*)]");

	private final Dashboard dashboard = Dashboard.read();

	@Test
	void oneVariableSelectsTheDataSource() {
		assertThat(this.dashboard.variables()).filteredOn("type", "datasource").hasSize(1);
		assertThat(this.dashboard.variable("datasource")).containsEntry("query", "prometheus")
			.containsEntry("label", "Data source");
	}

	@ParameterizedTest
	@ValueSource(strings = { "job", "instance", "pool" })
	void aVariableSelectsOneOrAllOfItsKind(String name) {
		assertThat(this.dashboard.variable(name)).containsEntry("type", "query")
			.containsEntry("datasource", SOURCE)
			.containsEntry("multi", true)
			.containsEntry("includeAll", true)
			.containsEntry("allValue", ".+")
			.containsEntry("label", name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "job", "instance", "pool" })
	void valuesOfAVariableAreThoseOfItsLabelAndAreReadWhenTheTimeChanges(String name) {
		Matcher values = LABEL_VALUES.matcher(JsonPath.<String>read(this.dashboard.variable(name), "$.query.query"));
		assertThat(values.matches()).isTrue();
		assertThat(values.group(1)).matches(SELECTOR);
		assertThat(values.group(2)).isEqualTo(name);
		assertThat(this.dashboard.variable(name)).containsEntry("refresh", 2);
	}

	@ParameterizedTest
	@MethodSource("panels")
	void aPanelTakesTheSelectedDataSource(Dashboard.Panel panel) {
		assertThat(panel.json()).containsEntry("datasource", SOURCE);
		assertThat(JsonPath.<List<Object>>read(panel.json(), "$.targets[*].datasource")).isNotEmpty()
			.allMatch(SOURCE::equals);
	}

	@ParameterizedTest
	@MethodSource("panels")
	void aPanelHasATitleADescriptionAndAUnit(Dashboard.Panel panel) {
		assertThat(panel.title()).isNotBlank();
		assertThat(JsonPath.<String>read(panel.json(), "$.description")).endsWith(".");
		assertThat(panel.unit()).isIn(UNITS);
	}

	@ParameterizedTest
	@MethodSource("expressions")
	void anExpressionTakesTheSelectedJobInstanceAndPool(String expression) {
		List<String> selectors = SELECTOR.matcher(expression).results().map(MatchResult::group).toList();
		assertThat(selectors).isNotEmpty()
			.allSatisfy((selector) -> assertThat(selector).contains("job=~\"$job\"", "instance=~\"$instance\"",
					"pool=~\"$pool\""));
	}

	@ParameterizedTest
	@MethodSource("expressions")
	void aRateIsTakenOverTheIntervalThatFitsTheScrapes(String expression) {
		List<String> ranges = RANGE.matcher(expression).results().map((match) -> match.group(1)).toList();
		assertThat(ranges).allMatch("$__rate_interval"::equals);
		assertThat(expression.matches(".*_(total|sum|count)\\{.*")).isEqualTo(!ranges.isEmpty());
	}

	@ParameterizedTest
	@MethodSource("expressions")
	void anExpressionNeedsNoSeriesThatThereIsNot(String expression) {
		assertThat(Observability.documentedSeries()).containsAll(Observability.series(expression));
	}

	@Test
	void nothingIsEditedInGrafanaWhichWouldLoseIt() {
		assertThat(this.dashboard.json()).containsEntry("editable", false).containsEntry("uid", "connectionpool");
		assertThat(JsonPath.<List<Boolean>>read(
				Observability
					.yaml(Observability.DIRECTORY.resolve("grafana/provisioning/dashboards/connectionpool.yml")),
				"$.providers[*].allowUiUpdates"))
			.containsExactly(false);
	}

	@Test
	void panelsDoNotOverlapAndHaveNumbersOfTheirOwn() {
		assertThat(JsonPath.<List<Integer>>read(this.dashboard.json(), "$.panels[*].id")).doesNotHaveDuplicates();
		assertThat(JsonPath.<List<Map<String, Integer>>>read(this.dashboard.json(), "$.panels[*].gridPos"))
			.allSatisfy((place) -> assertThat(place.get("x") + place.get("w")).isLessThanOrEqualTo(24))
			.extracting((place) -> place.get("x") + " " + place.get("y"))
			.doesNotHaveDuplicates();
	}

	/** As values of recording rules, since promtool checks expressions in rules. */
	@Test
	void promtoolUnderstandsEveryExpression(@TempDir Path directory) throws IOException {
		assumeTrue(Promtool.program().isPresent(), Promtool.HOW_TO_INSTALL);
		StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
		List<String> expressions = this.dashboard.expressions();
		for (int i = 0; i < expressions.size(); i++) {
			rules.append("      - record: expression:%d\n        expr: |-\n          %s\n".formatted(i,
					Dashboard.sent(expressions.get(i), "1m")));
		}
		Path file = Files.writeString(directory.resolve("rules.yml"), rules);
		Promtool.run("check", "rules", file.toString());
	}

	static List<Dashboard.Panel> panels() {
		return Dashboard.read().panels();
	}

	static List<String> expressions() {
		return Dashboard.read().expressions();
	}

}

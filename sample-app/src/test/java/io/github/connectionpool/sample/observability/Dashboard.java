package io.github.connectionpool.sample.observability;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;

/**
 * The dashboard for Grafana, as its file has it.
 *
 * @param json all of it
 */
record Dashboard(Map<String, Object> json) {

	static final Path FILE = Observability.DIRECTORY.resolve("grafana/connectionpool.json");

	static Dashboard read() {
		return new Dashboard(JsonPath.read(Observability.text(FILE), "$"));
	}

	/** All but the headings of rows. */
	List<Panel> panels() {
		List<Map<String, Object>> panels = JsonPath.read(this.json, "$.panels[?(@.type != 'row')]");
		return panels.stream().map(Panel::new).toList();
	}

	/** Those of all panels and annotations. */
	List<String> expressions() {
		List<String> expressions = new ArrayList<>();
		panels().forEach((panel) -> expressions.addAll(panel.expressions()));
		expressions.addAll(JsonPath.read(this.json, "$.annotations.list[*].expr"));
		return expressions;
	}

	List<Map<String, Object>> variables() {
		return JsonPath.read(this.json, "$.templating.list");
	}

	Map<String, Object> variable(String name) {
		return variables().stream()
			.filter((variable) -> name.equals(variable.get("name")))
			.findFirst()
			.orElseThrow(() -> new AssertionError("There is no variable " + name));
	}

	/**
	 * As Grafana sends it to Prometheus when all values of the variables are selected.
	 */
	static String sent(String expression, String rateInterval) {
		return expression.replace("$__rate_interval", rateInterval).replaceAll("\\$(job|instance|pool)\\b", ".+");
	}

	/** A panel, not the heading of a row. */
	record Panel(Map<String, Object> json) {

		String title() {
			return JsonPath.read(this.json, "$.title");
		}

		List<String> expressions() {
			return JsonPath.read(this.json, "$.targets[*].expr");
		}

		List<String> legends() {
			return JsonPath.read(this.json, "$.targets[*].legendFormat");
		}

		String unit() {
			return JsonPath.read(this.json, "$.fieldConfig.defaults.unit");
		}

		@Override
		public String toString() {
			return title();
		}

	}

}

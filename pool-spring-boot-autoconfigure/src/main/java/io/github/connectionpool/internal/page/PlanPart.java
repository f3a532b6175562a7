package io.github.connectionpool.internal.page;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.connectionpool.internal.markup.Html;
import io.github.connectionpool.internal.markup.Prose;

/**
 * The capacity plan as a small form. Without scripts its answer is the JSON of the plan.
 */
final class PlanPart {

	private static final Map<String, String> FIELDS = fields();

	private PlanPart() {
	}

	private static Map<String, String> fields() {
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("instances", "instances");
		fields.put("requestRate", "borrows a second, all instances");
		fields.put("holdMillis", "held, ms");
		fields.put("targetWaitMillis", "99 % wait at most, ms");
		fields.put("serverLimit", "server gives");
		fields.put("poolSize", "maximum now");
		return fields;
	}

	static void write(Html html, PagePool pool, String action) {
		PagePool.Plan plan = pool.plan();
		html.open("section", "id", "plan", "aria-labelledby", "plan-h").element("h2", "Capacity plan", "id", "plan-h");
		html.open("p", "id", "plan-says", "aria-live", "polite");
		Prose.write(html, (plan != null) ? plan.statement()
				: "Fewer than 100 connections were returned in the last minutes, so the load is not measured yet. Give"
						+ " the borrows a second and the hold time.");
		html.close();
		String saving = (plan != null) ? plan.withoutIdle() : null;
		html.open("p", "id", "plan-saves", "aria-live", "polite");
		Prose.write(html, (saving != null) ? saving : "");
		html.close();
		html.open("form", "method", "get", "action", action, "id", "plan-form", "autocomplete", "off");
		FIELDS.forEach((name, label) -> {
			String measured = (plan != null) ? plan.inputs().get(name) : null;
			html.open("label").text(label + " ");
			html.open("input", "name", name, "inputmode", "decimal", "size", "7", "placeholder", measured);
			html.close();
		});
		html.element("button", "Calculate", "type", "submit");
		html.close().close().newLine();
	}

}

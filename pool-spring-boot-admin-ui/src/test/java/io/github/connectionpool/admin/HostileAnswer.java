package io.github.connectionpool.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * The answer of an endpoint that attacks its reader.
 */
final class HostileAnswer {

	static final String SCRIPT = "</p></td><script>window.hostile = 1</script>";

	static final String IMAGE = "\"'><img src=x onerror='window.hostile = 2'>";

	/** Reads as another line from right to left. */
	static final String CONTROLS = "\u202egnihton\u2066\u0007\u0000";

	private static final int MANY = 1000;

	private HostileAnswer() {
	}

	/** All pools: one with a hostile name, and one that leaks. */
	static String pools() {
		Map<String, Object> pools = new LinkedHashMap<>();
		pools.put(IMAGE, pool());
		pools.put("dataSource", pool());
		pools.put("none", "a text");
		pools.put("element", element());
		return json(Map.of("pools", pools, "findings", List.of(finding(SCRIPT, element()))));
	}

	/** One pool with its call sites. */
	static String details() {
		Map<String, Object> pool = pool();
		pool.put("callSites",
				List.of(Map.of("callSite", SCRIPT, "count", 2, "verdicts", Map.of("LEAKED", 1, IMAGE, element()),
						"oldestMillis", "1", "contexts", List.of(IMAGE, element()), "whereabouts", element()),
						Map.of("likelyCallSite", element(), "count", element(), "verdicts", IMAGE), element(), SCRIPT));
		return json(pool);
	}

	private static Map<String, Object> pool() {
		List<Object> findings = new ArrayList<>();
		findings.add(finding(SCRIPT + CONTROLS, IMAGE));
		findings.add(finding(element(), element()));
		findings.add(element());
		findings.add(IMAGE);
		for (int i = 0; i < MANY; i++) {
			findings.add(finding("x".repeat(MANY * 10), SCRIPT));
		}
		Map<String, Object> pool = new LinkedHashMap<>();
		pool.put("status", element());
		pool.put("connections", Map.of("active", 2, "max", 2, "pending", element()));
		pool.put("leaked", 1);
		pool.put("at", IMAGE);
		pool.put("findings", findings);
		return pool;
	}

	private static Map<String, Object> finding(Object evidence, Object fix) {
		return Map.of("id", IMAGE, "severity", "CRITICAL", "evidence", evidence, "fix", fix);
	}

	/** An object that Vue takes for an element of its own. */
	private static Map<String, Object> element() {
		Map<String, Object> element = new LinkedHashMap<>();
		element.put("__v_isVNode", true);
		element.put("__v_skip", true);
		element.put("type", "img");
		element.put("props", Map.of("src", "x", "onerror", "window.hostile = 3"));
		element.put("shapeFlag", 1);
		element.put("patchFlag", 0);
		element.put("el", null);
		return element;
	}

	private static String json(Object answer) {
		return JsonMapper.shared().writeValueAsString(answer);
	}

}

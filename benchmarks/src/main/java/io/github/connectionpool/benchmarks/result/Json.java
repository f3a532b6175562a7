package io.github.connectionpool.benchmarks.result;

import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what a group has measured for programs.
 */
public final class Json {

	private Json() {
	}

	/**
	 * Write it.
	 * @param machine where and with what it was measured
	 * @param result the measurements
	 * @return an object
	 */
	public static String of(Map<String, String> machine, GroupResult result) {
		Map<String, Object> all = new LinkedHashMap<>();
		all.put("title", result.title());
		all.put("machine", machine);
		all.put("targets", result.targets().stream().map(Json::target).toList());
		all.put("tables", result.tables().stream().map(Json::table).toList());
		return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(all) + "\n";
	}

	private static Map<String, Object> target(Target target) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("what", target.what());
		json.put("bound", target.bound().toString());
		json.put("limit", target.limit());
		json.put("seen", target.seen());
		json.put("reached", target.reached());
		return json;
	}

	private static Map<String, Object> table(Table table) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("title", table.title());
		json.put("columns", table.columns());
		json.put("rows", table.rows());
		return json;
	}

}

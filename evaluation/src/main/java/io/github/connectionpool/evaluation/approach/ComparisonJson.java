package io.github.connectionpool.evaluation.approach;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a comparison for programs. Times are in milliseconds, memory in bytes, rates in
 * requests a second.
 */
final class ComparisonJson {

	private ComparisonJson() {
	}

	static String of(Map<String, String> machine, Duration run, Rates rates, List<ApproachResult> results,
			List<String> missed) {
		Map<String, Object> all = new LinkedHashMap<>();
		all.put("machine", machine);
		all.put("runMillis", run.toMillis());
		all.put("instances", Fleet.INSTANCES);
		all.put("thinkInsideMillis", Workload.THINK_INSIDE.toMillis());
		all.put("thinkOutsideMillis", Workload.THINK_OUTSIDE.toMillis());
		all.put("rates", rates);
		all.put("missed", missed);
		all.put("approaches", results.stream().map(ComparisonJson::approach).toList());
		return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(all);
	}

	private static Map<String, @Nullable Object> approach(ApproachResult result) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("name", result.approach());
		json.put("text", result.approach().text());
		json.put("clientConnections", result.approach().clientConnections());
		json.put("clientsConnected", result.connected());
		json.put("maxConnections", result.approach().maxConnections());
		json.put("poolMode", result.approach().poolMode());
		json.put("mostBackends", result.mostBackends());
		json.put("serverMemory", memory(result.memory()));
		json.put("pgbouncerMemory", memory(result.bouncerMemory()));
		json.put("light", load(result.light()));
		json.put("planned", load(result.planned()));
		json.put("most", load(result.most()));
		return json;
	}

	private static @Nullable Object memory(ServerMemory memory) {
		return (memory.bytes() >= 0) ? memory : null;
	}

	private static Map<String, @Nullable Object> load(LoadResult load) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("served", load.served());
		json.put("failed", load.failed());
		json.put("failures", load.failures());
		json.put("throughput", load.throughput());
		json.put("p50Millis", number(load.p50Millis()));
		json.put("p99Millis", number(load.p99Millis()));
		json.put("transactionMillis", number(load.transactionMillis()));
		json.put("heldMillis", number(load.heldMillis()));
		json.put("cpuLoad", (load.cpuLoad() >= 0) ? load.cpuLoad() : null);
		return json;
	}

	private static @Nullable Double number(double value) {
		return Double.isNaN(value) ? null : value;
	}

}

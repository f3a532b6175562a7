package io.github.connectionpool.evaluation.capture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the results, for programs.
 */
final class CaptureJson {

	private CaptureJson() {
	}

	static String of(Map<String, String> machine, List<CaptureResult> results, List<String> missed) {
		Map<String, Object> all = new LinkedHashMap<>();
		all.put("machine", machine);
		all.put("targets", Targets.of(results));
		all.put("missed", missed);
		all.put("captures", results.stream().map(CaptureJson::result).toList());
		return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(all);
	}

	private static Map<String, Object> result(CaptureResult result) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("capture", result.name());
		json.put("leaks", result.leaks().size());
		json.put("calmBorrows", result.calm());
		json.put("namedInRound1", result.named(1));
		json.put("namedInRound2", result.named(2));
		json.put("calledInRound1", result.called(1));
		json.put("calledInRound2", result.called(2));
		json.put("healthyBorrows", result.healthy());
		json.put("memory", result.memory());
		json.put("practised", result.practised().stream().map(CaptureJson::leak).toList());
		json.put("scenarios", result.leaks().stream().map(CaptureJson::leak).toList());
		return json;
	}

	private static Map<String, @Nullable Object> leak(LeakResult leak) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("name", leak.facts().name());
		json.put("leakClass", leak.facts().leakClass());
		json.put("place", leak.place());
		json.put("failure", leak.failure());
		json.put("before", leak.before());
		json.put("rounds", leak.rounds().stream().map(CaptureJson::round).toList());
		return json;
	}

	private static Map<String, Object> round(Round round) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("named", round.isNamed());
		json.put("lost", round.lost());
		return json;
	}

}

package io.github.connectionpool.evaluation.score;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import io.github.connectionpool.evaluation.detector.Detection;
import io.github.connectionpool.evaluation.detector.Detection.Kind;

/**
 * Writes a scorecard for programs. Times are in milliseconds.
 */
public final class Json {

	private Json() {
	}

	/**
	 * Write it.
	 * @param machine where it was run
	 * @param results the detectors
	 * @param missed what the starter has missed
	 * @return an object
	 */
	public static String of(Map<String, String> machine, List<DetectorResult> results, List<String> missed) {
		Map<String, Object> all = new LinkedHashMap<>();
		all.put("machine", machine);
		all.put("missed", missed);
		all.put("detectors", results.stream().map(Json::detector).toList());
		return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(all);
	}

	private static Map<String, @Nullable Object> detector(DetectorResult result) {
		Map<String, @Nullable Object> detector = new LinkedHashMap<>();
		detector.put("name", result.spec().name());
		detector.put("setting", result.spec().setting());
		detector.put("text", result.spec().text());
		detector.put("reclaims", result.spec().reclaims());
		detector.put("accused", score(result, Kind::isAccusation));
		detector.put("leaked", score(result, Kind.LEAKED::equals));
		detector.put("scenarios", result.outcomes().stream().map(Json::scenario).toList());
		return detector;
	}

	private static Map<String, @Nullable Object> score(DetectorResult result, Predicate<Kind> kind) {
		Score score = Score.of(result, kind);
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("precision", score.precision());
		json.put("recall", score.recall());
		json.put("leaks", score.leaks());
		json.put("found", score.found());
		json.put("innocents", score.innocents());
		json.put("innocentsAccused", score.accused());
		json.put("medianMillis", millis(score.median()));
		json.put("worstMillis", millis(score.worst()));
		json.put("lineNamed", score.lineNamed());
		json.put("healthyWorkKilled", score.killed());
		return json;
	}

	private static Map<String, @Nullable Object> scenario(Outcome outcome) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("name", outcome.facts().name());
		json.put("truth", outcome.facts().truth());
		json.put("leakClass", outcome.facts().leakClass());
		json.put("skipped", outcome.skipped());
		json.put("failure", outcome.failure());
		json.put("suspectAfterMillis", millis(outcome.after(Kind::isAccusation)));
		json.put("leakedAfterMillis", millis(outcome.after(Kind.LEAKED::equals)));
		json.put("lineNamed", outcome.isLineNamed());
		json.put("said", outcome.detections().stream().map(Json::said).toList());
		return json;
	}

	private static String said(Detection detection) {
		return detection.kind() + ((detection.reason() != null) ? " " + detection.reason() : "");
	}

	private static @Nullable Long millis(@Nullable Duration time) {
		return (time != null) ? time.toMillis() : null;
	}

}

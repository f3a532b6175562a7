package io.github.connectionpool.answers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replaces the parts of an answer that differ from run to run. All else stays: the order
 * of the fields, the kind of each number, the words.
 */
final class Mask {

	/** These numbers depend on the time, the machine or the process. */
	private static final Set<String> NUMBERS = Set.of("heldMillis", "waitedMillis", "inFlightMillis", "oldestMillis",
			"youngestMillis", "lastedMillis", "meanMillis", "p50Millis", "p95Millis", "p99Millis", "maxMillis",
			"averageWaitMillis", "averageTransactionMillis", "longestWaitMillis", "backendPid",
			"maxPreparedStatements");

	/**
	 * Numbers at these paths depend on the process, on the load, or on the other tests'
	 * connections.
	 */
	private static final Pattern PATHS = Pattern
		.compile(String.join("|", ".*/thread/id", ".*/outage/failed", ".*/database/connections/\\w+",
				".*/details/database/used", ".*/pgbouncer/[^/]+(/[^/]+)?/(clients|servers)(Active|Waiting|Idle|Used)",
				".*/plan/inputs/(requestRate|holdMillis|holdTimeScv)/value", ".*/plan/connections(PerInstance|InAll)",
				".*/plan/queue/\\w+", ".*/plan/current/(utilization|chanceToWait|meanWaitMillis|p99WaitMillis)",
				".*/load/\\w+/\\w+", ".*/history/(millis|active\\w+|pendingMost|leakedMost|failed|exhaustions)"));

	/** Which origins a sample has met is by chance, and so is their order. */
	private static final Pattern ORIGINS = Pattern.compile(".*/load/\\w+/(origins|others)");

	/** The versions of servers and the frames of libraries. */
	private static final Set<String> TEXTS = Set.of("stack", "currentStack", "version");

	/** In this order, since the first may hide what the next would find. */
	private static final Map<Pattern, String> PATTERNS = patterns();

	private static final String DURATION = "\\d+(?:\\.\\d+)? (?:ms|s|min|h|d)(?: \\d+ (?:ms|s|min|h))?\\b";

	private static final Pattern LASTS = Pattern
		.compile("\\b(used for|idle for|pool, for|least|lost every) " + DURATION);

	private static final Pattern AGO = Pattern.compile("\\b" + DURATION + " ago");

	private static final Pattern VARIATION = Pattern.compile("\\b(variation of) \\d+(?:[.,]\\d+)*");

	private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private Mask() {
	}

	private static Map<Pattern, String> patterns() {
		Map<String, String> texts = new LinkedHashMap<>();
		texts.put("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "<instant>");
		texts.put("\\b\\d\\d:\\d\\d(:\\d\\d)?\\b", "<time>");
		texts.put("\\.java:\\d+\\)", ".java:<line>)");
		texts.put("\\b(localhost|127\\.0\\.0\\.1):\\d+", "$1:<port>");
		texts.put("(\\bport=)\\d+", "$1<port>");
		texts.put("(listen_port = )(?!6432\\b)\\d+", "$1<port>");
		texts.put("(\\bpid = |pg_terminate_backend\\()\\d+", "$1<pid>");
		texts.put("(process that answers, )\\d+", "$1<pid>");
		texts.put("lambda\\$(\\w+)\\$\\d+", "lambda\\$$1\\$<number>");
		texts.put("auth_file = \\S+/pgbouncer\\d+/", "auth_file = <directory>/");
		texts.put("HikariPool-\\d+", "HikariPool-<number>");
		texts.put("(\\d+ borrowers? ha(s|ve) failed)", "<number> borrowers have failed");
		Map<Pattern, String> patterns = new LinkedHashMap<>();
		texts.forEach((text, replacement) -> patterns.put(Pattern.compile(text), replacement));
		return patterns;
	}

	/** Indented, so that a difference is a line. */
	static String json(String json) {
		return MAPPER.writeValueAsString(mask("", "", MAPPER.readTree(json))).replace("\r\n", "\n") + "\n";
	}

	private static JsonNode mask(String path, String name, JsonNode node) {
		if (node instanceof ObjectNode object) {
			ObjectNode masked = JsonNodeFactory.instance.objectNode();
			object.properties()
				.stream()
				.filter((field) -> !ORIGINS.matcher(path + "/" + field.getKey()).matches())
				.forEach((field) -> masked.set(field.getKey(),
						mask(path + "/" + field.getKey(), field.getKey(), field.getValue())));
			return masked;
		}
		if (node instanceof ArrayNode array) {
			return elements(path, name, array);
		}
		if (node.isNumber() && (NUMBERS.contains(name) || PATHS.matcher(path).matches())) {
			return node.isIntegralNumber() ? JsonNodeFactory.instance.numberNode(0)
					: JsonNodeFactory.instance.numberNode(0.0);
		}
		if (path.endsWith("/plan/statement") || path.endsWith("/plan/tenTimesAsLong")) {
			// its words follow from the load of the moment; plan.txt records one of a
			// given load
			return JsonNodeFactory.instance.stringNode("<" + name + ">");
		}
		if (node.isString()) {
			return JsonNodeFactory.instance
				.stringNode(TEXTS.contains(name) ? "<" + name + ">" : text(durations(node.stringValue())));
		}
		return node;
	}

	private static ArrayNode elements(String path, String name, ArrayNode array) {
		ArrayNode masked = JsonNodeFactory.instance.arrayNode();
		for (JsonNode element : array) {
			masked.add(mask(path, name, element));
			if (TEXTS.contains(name) || path.endsWith("/history")) {
				break;
			}
		}
		return masked;
	}

	/** Only times and the measured variation: a setting in the same text stays. */
	private static String durations(String text) {
		String times = AGO.matcher(LASTS.matcher(text).replaceAll("$1 <duration>")).replaceAll("<duration> ago");
		return VARIATION.matcher(times).replaceAll("$1 <number>");
	}

	static String text(String text) {
		String masked = text;
		for (Map.Entry<Pattern, String> each : PATTERNS.entrySet()) {
			masked = each.getKey().matcher(masked).replaceAll(each.getValue());
		}
		return masked;
	}

	/**
	 * Names, tags and help of the samples, without their values. A tag may be a call
	 * site.
	 */
	static String scrape(String scrape) {
		StringBuilder masked = new StringBuilder();
		scrape.lines()
			.filter((line) -> line.matches("(# (HELP|TYPE) )?connectionpool_.*"))
			.forEach((line) -> masked.append(line.startsWith("#") ? line : line.substring(0, line.lastIndexOf(' ')))
				.append('\n'));
		return text(masked.toString());
	}

}

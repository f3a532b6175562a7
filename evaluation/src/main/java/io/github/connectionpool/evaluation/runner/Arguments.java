package io.github.connectionpool.evaluation.runner;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.connectionpool.evaluation.detector.DetectorSpec;
import io.github.connectionpool.evaluation.detector.Detectors;
import io.github.connectionpool.evaluation.detector.Reclaim;
import io.github.connectionpool.evaluation.detector.Setting;

/**
 * The arguments of the command line. Immutable.
 *
 * @param detectors those to evaluate
 * @param scenarios matches the names of those to run
 * @param repetitions how often
 * @param innocentsOnly whether only innocents are run, many at once and under load
 * @param out where the scorecard is written
 */
public record Arguments(List<DetectorSpec> detectors, Predicate<String> scenarios, int repetitions,
		boolean innocentsOnly, Path out) {

	/** The arguments of the command line. */
	public static final String USAGE = """
			--detectors=ours,hikari,...    those to evaluate, all unless given: %s
			--settings=shortest|usual|all  with which of their settings, shortest unless given; ours always with its defaults as well
			--scenarios=PATTERN            a regular expression that a scenario's name contains
			--reclaim=unreachable|leaked   ours takes away what it has proven, or all that it calls LEAKED
			--repetitions=N                how often, once unless given
			--innocents-only               innocents only, ten of each at once, under load
			--out=DIRECTORY                where scorecard.md and scorecard.json are written, target unless given
			--approaches                   compares approaches instead; takes --seconds, --rate and --out"""
		.formatted(names().stream().sorted().collect(Collectors.joining(", ")));

	private static final Set<String> KNOWN = Set.of("detectors", "settings", "scenarios", "repetitions",
			"innocents-only", "reclaim", "out");

	/**
	 * Read the command line.
	 * @param args as given
	 * @return what they mean
	 */
	public static Arguments of(String... args) {
		Map<String, String> values = Arrays.stream(args)
			.map((arg) -> arg.split("=", 2))
			.collect(Collectors.toMap((parts) -> name(parts[0]), (parts) -> (parts.length > 1) ? parts[1] : "true"));
		boolean innocentsOnly = values.containsKey("innocents-only");
		Set<String> detectors = values.containsKey("detectors") ? Set.of(values.get("detectors").split(","))
				: innocentsOnly ? Set.of(Detectors.STARTER) : names();
		if (!names().containsAll(detectors)) {
			throw new IllegalArgumentException("There are no such detectors: " + detectors);
		}
		Predicate<Setting> setting = setting(values.getOrDefault("settings", innocentsOnly ? "usual" : "shortest"));
		Pattern pattern = Pattern.compile(values.getOrDefault("scenarios", ""));
		return new Arguments(
				Detectors.all(Reclaim.of(values.getOrDefault("reclaim", "never")))
					.stream()
					.filter((spec) -> detectors.contains(spec.name())
							&& (setting.test(spec.setting()) || isPromise(spec, innocentsOnly)))
					.toList(),
				(name) -> pattern.matcher(name).find(), Integer.parseInt(values.getOrDefault("repetitions", "1")),
				innocentsOnly, Path.of(values.getOrDefault("out", "target")));
	}

	private static String name(String argument) {
		String name = argument.startsWith("--") ? argument.substring(2) : argument;
		if (!KNOWN.contains(name)) {
			throw new IllegalArgumentException("There is no argument " + argument);
		}
		return name;
	}

	/** What the starter promises is looked at whatever the peers are set to. */
	private static boolean isPromise(DetectorSpec spec, boolean innocentsOnly) {
		return !innocentsOnly && spec.name().equals(Detectors.STARTER) && spec.setting() != Setting.SHORTEST;
	}

	private static Set<String> names() {
		return Detectors.all().stream().map(DetectorSpec::name).collect(Collectors.toSet());
	}

	private static Predicate<Setting> setting(String value) {
		if (value.equals("all")) {
			return (setting) -> true;
		}
		return Setting.valueOf(value.toUpperCase(Locale.ROOT))::equals;
	}

}

package io.github.connectionpool.evaluation.planner;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The arguments of the command line. Immutable.
 *
 * @param time how long each distribution of hold times is measured
 * @param pool the size of the pools
 * @param hold the mean hold time
 * @param copies how many pools are measured at once for each unit of weight
 * @param seed what the arrivals and hold times are drawn from
 * @param out where the tables are written
 */
public record PlannerArguments(Duration time, int pool, Duration hold, int copies, long seed, Path out) {

	/** The argument that asks for this. */
	public static final String COMMAND = "--planner";

	/** The arguments of the command line. */
	public static final String USAGE = """
			--planner                      how well the capacity planner foretells the waits at a real pool
			  --seconds=N                  how long each distribution of hold times is measured, 300 unless given
			  --pool=N                     the size of the pools, 10 unless given
			  --hold=MILLISECONDS          the mean hold time, 25 unless given
			  --copies=N                   pools at once for each unit of weight, 1 unless given
			  --seed=N                     what arrivals and hold times are drawn from, 1 unless given
			  --out=DIRECTORY              where planner.md and planner.json are written, target unless given""";

	private static final Map<String, String> DEFAULTS = Map.of("seconds", "300", "pool", "10", "hold", "25", "copies",
			"1", "seed", "1", "out", "target");

	/**
	 * Read the command line.
	 * @param args as given
	 * @return what they mean
	 * @throws IllegalArgumentException if one is not known or no number
	 */
	public static PlannerArguments of(String... args) {
		Map<String, String> values = Arrays.stream(args)
			.filter((arg) -> !arg.equals(COMMAND))
			.map((arg) -> arg.split("=", 2))
			.collect(Collectors.toMap((parts) -> name(parts[0]), (parts) -> (parts.length > 1) ? parts[1] : ""));
		return new PlannerArguments(Duration.ofSeconds(number(values, "seconds")), (int) number(values, "pool"),
				Duration.ofMillis(number(values, "hold")), (int) number(values, "copies"), number(values, "seed"),
				Path.of(value(values, "out")));
	}

	private static String name(String argument) {
		String name = argument.startsWith("--") ? argument.substring(2) : argument;
		if (!DEFAULTS.containsKey(name)) {
			throw new IllegalArgumentException("There is no argument " + argument + " for " + COMMAND);
		}
		return name;
	}

	private static long number(Map<String, String> values, String name) {
		long number = Long.parseLong(value(values, name));
		if (number < 1) {
			throw new IllegalArgumentException("--" + name + " must be at least 1, but is " + number);
		}
		return number;
	}

	private static String value(Map<String, String> values, String name) {
		String value = values.get(name);
		return (value != null) ? value : String.valueOf(DEFAULTS.get(name));
	}

}

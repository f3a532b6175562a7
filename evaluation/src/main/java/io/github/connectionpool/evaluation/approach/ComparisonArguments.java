package io.github.connectionpool.evaluation.approach;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of the comparison. Immutable.
 *
 * @param run how long each run takes
 * @param rate the planned rate, requests in a second; 0 to ask the planner
 * @param out where the page is written
 */
record ComparisonArguments(Duration run, double rate, Path out) {

	static final String USAGE = """
			--approaches     compare approaches to give many instances their connections
			--seconds=N      how long each of the runs takes, 3 to 600, 10 unless given; there are 18
			--rate=N         the planned rate in requests a second, 1 to 100000; derived by the planner unless given
			--out=DIRECTORY  where approaches.md and approaches.json are written, target unless given""";

	private static final String COMMAND = "--approaches";

	private static final int LEAST_SECONDS = 3;

	private static final int MOST_SECONDS = 600;

	private static final double MOST_RATE = 100_000;

	private static final List<String> KNOWN = List.of("--seconds", "--rate", "--out");

	static boolean areMeant(String... args) {
		return Arrays.asList(args).contains(COMMAND);
	}

	/**
	 * Read the command line.
	 * @param args as given
	 * @return what they mean
	 * @throws IllegalArgumentException if there is no such argument or value
	 */
	static ComparisonArguments of(String... args) {
		Map<String, String> values = new HashMap<>();
		for (String arg : args) {
			String[] parts = arg.split("=", 2);
			if (!arg.equals(COMMAND)) {
				if (!KNOWN.contains(parts[0]) || parts.length == 1) {
					throw new IllegalArgumentException("There is no argument " + arg);
				}
				values.put(parts[0], parts[1]);
			}
		}
		double seconds = number("--seconds", values.getOrDefault("--seconds", "10"), LEAST_SECONDS, MOST_SECONDS);
		String rate = values.get("--rate");
		return new ComparisonArguments(Duration.ofMillis(Math.round(seconds * 1000)),
				(rate != null) ? number("--rate", rate, 1, MOST_RATE) : 0,
				Path.of(values.getOrDefault("--out", "target")));
	}

	private static double number(String name, String value, double least, double most) {
		try {
			double number = Double.parseDouble(value);
			if (number >= least && number <= most) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// said below
		}
		throw new IllegalArgumentException(
				"%s has to be a number from %.0f to %.0f, not '%s'".formatted(name, least, most, value));
	}

}

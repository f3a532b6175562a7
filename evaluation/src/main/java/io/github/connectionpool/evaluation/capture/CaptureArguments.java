package io.github.connectionpool.evaluation.capture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.connectionpool.evaluation.scenario.Practised;

/**
 * The arguments of the command line. Immutable.
 *
 * @param scenarios matches the names of the leaks to run
 * @param calm how long each pool is calm before its first leak
 * @param healthy how many healthy borrows come before a leak
 * @param out where the tables are written
 */
public record CaptureArguments(Predicate<String> scenarios, Duration calm, int healthy, Path out) {

	/** The argument that asks for this. */
	public static final String COMMAND = "--capture";

	/** The arguments of the command line. */
	public static final String USAGE = """
			--capture                      of how many leaks each capture.stack has the line, the first and the next time
			  --scenarios=PATTERN          a regular expression that a leak's name contains
			  --calm=SECONDS               how long each pool is calm before its first leak, 75 unless given
			  --healthy=N                  how many healthy borrows come before a leak, 10000 unless given
			  --out=DIRECTORY              where capture.md and capture.json are written, target unless given""";

	private static final int LEAST = 10;

	/** It takes a minute until the starter knows how full a pool usually is. */
	private static final Map<String, String> DEFAULTS = Map.of("scenarios", "", "calm", "75", "healthy",
			Integer.toString(Practised.BORROWS), "out", "target");

	/**
	 * Read the command line.
	 * @param args as given
	 * @return what they mean
	 * @throws IllegalArgumentException if one is not known, no number or no pattern
	 */
	public static CaptureArguments of(String... args) {
		Map<String, String> values = Arrays.stream(args)
			.filter((arg) -> !arg.equals(COMMAND))
			.map((arg) -> arg.split("=", 2))
			.collect(Collectors.toMap((parts) -> name(parts[0]), (parts) -> (parts.length > 1) ? parts[1] : ""));
		Pattern pattern = Pattern.compile(value(values, "scenarios"));
		return new CaptureArguments((name) -> pattern.matcher(name).find(), calm(value(values, "calm")),
				healthy(value(values, "healthy")), Path.of(value(values, "out")));
	}

	private static String name(String argument) {
		String name = argument.startsWith("--") ? argument.substring(2) : argument;
		if (!DEFAULTS.containsKey(name)) {
			throw new IllegalArgumentException("There is no argument " + argument + " for " + COMMAND);
		}
		return name;
	}

	private static Duration calm(String value) {
		long seconds = Long.parseLong(value);
		if (seconds < 1) {
			throw new IllegalArgumentException("--calm must be at least 1, but is " + seconds);
		}
		return Duration.ofSeconds(seconds);
	}

	private static int healthy(String value) {
		int borrows = Integer.parseInt(value);
		if (borrows < LEAST) {
			throw new IllegalArgumentException("--healthy must be at least " + LEAST + ", but is " + borrows);
		}
		return borrows;
	}

	private static String value(Map<String, String> values, String name) {
		String value = values.get(name);
		return (value != null) ? value : String.valueOf(DEFAULTS.get(name));
	}

}

package io.github.connectionpool.evaluation.friday;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The arguments of the rehearsal. Immutable.
 *
 * @param instances how many instances of the sample run
 * @param bad in how many of them the bad deployment leaks
 * @param rate requests in a second, all instances together
 * @param calm how long traffic goes on before the bad deployment
 * @param after how long traffic goes on after the bad deployment
 * @param patience how long a borrower waits for a connection
 * @param protections the runs, in order
 * @param sample the jar of the sample
 * @param out where the page is written
 */
record FridayArguments(int instances, int bad, int rate, Duration calm, Duration after, Duration patience,
		List<Protection> protections, Path sample, Path out) {

	static final String COMMAND = "--friday";

	static final String USAGE = """
			--friday            a bad deployment in a fleet, how and when it is told; needs the jar of the sample:
			                    ./mvnw -q -pl sample-app -am -DskipTests package
			  --instances=N     instances of the sample, 2 to 12, 12 unless given; a quarter of them leaks
			  --rate=N          requests in a second of all instances, 1 to 500, 60 unless given
			  --calm=N          how long traffic goes on before the bad deployment, 2 to 30 s, 10 unless given
			  --seconds=N       how long traffic goes on after the bad deployment, 20 to 90, 75 unless given
			  --wait=N          how long a borrower waits for a connection, 1 to 9 s, 3 unless given
			  --runs=NAMES      of hikari, starter, reclaim, pgbouncer and collect, with commas between; all but the last unless given
			  --sample=JAR      the jar of the sample, ../sample-app/target/sample-app-*.jar unless given
			  --out=DIRECTORY   where friday.md and friday.svg are written, target unless given""";

	private static final String ALL = Arrays.stream(Protection.values())
		.map(Protection::shortName)
		.collect(Collectors.joining(","));

	private static final Map<String, String> DEFAULTS = Map.of("instances", "12", "rate", "60", "calm", "10", "seconds",
			"75", "wait", "3", "runs", "hikari,starter,reclaim,pgbouncer", "sample", "", "out", "target");

	static FridayArguments of(String... args) {
		Map<String, String> given = Arrays.stream(args)
			.filter((argument) -> !argument.equals(COMMAND))
			.map((argument) -> argument.split("=", 2))
			.collect(Collectors.toMap((parts) -> name(parts[0]), (parts) -> (parts.length > 1) ? parts[1] : "",
					(first, last) -> last));
		int instances = number(given, "instances", 2, 12);
		return new FridayArguments(instances, Math.max(1, instances / 4), number(given, "rate", 1, 500),
				Duration.ofSeconds(number(given, "calm", 2, 30)), Duration.ofSeconds(number(given, "seconds", 20, 90)),
				Duration.ofSeconds(number(given, "wait", 1, 9)), protections(value(given, "runs")),
				sample(value(given, "sample")), Path.of(value(given, "out")));
	}

	private static String name(String argument) {
		String name = argument.startsWith("--") ? argument.substring(2) : argument;
		if (!DEFAULTS.containsKey(name)) {
			throw new IllegalArgumentException("There is no argument " + argument + " for " + COMMAND);
		}
		return name;
	}

	private static String value(Map<String, String> given, String name) {
		String value = given.get(name);
		return (value != null) ? value : String.valueOf(DEFAULTS.get(name));
	}

	private static int number(Map<String, String> given, String name, int least, int most) {
		String value = value(given, name);
		try {
			int number = Integer.parseInt(value);
			if (number >= least && number <= most) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// as a number out of range
		}
		throw new IllegalArgumentException(
				"--%s must be a whole number from %d to %d, but is '%s'".formatted(name, least, most, value));
	}

	private static List<Protection> protections(String names) {
		return Stream.of(names.split(","))
			.map((name) -> Arrays.stream(Protection.values())
				.filter((protection) -> protection.shortName().equals(name))
				.findFirst()
				.orElseThrow(
						() -> new IllegalArgumentException("--runs must be of " + ALL + ", but has '" + name + "'")))
			.toList();
	}

	private static Path sample(String given) {
		if (!given.isEmpty()) {
			return Path.of(given);
		}
		return Stream.of(Path.of("../sample-app/target"), Path.of("sample-app/target"))
			.filter(Files::isDirectory)
			.flatMap(FridayArguments::jars)
			.findFirst()
			.orElse(Path.of("../sample-app/target/sample-app.jar"));
	}

	private static Stream<Path> jars(Path directory) {
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter((file) -> file.getFileName().toString().matches("sample-app-[\\d.]+(-SNAPSHOT)?\\.jar"))
				.toList()
				.stream();
		}
		catch (IOException ex) {
			return Stream.empty();
		}
	}

}

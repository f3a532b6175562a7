package io.github.connectionpool.evaluation.friday;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.connectionpool.testsupport.AlertmanagerServer;
import io.github.connectionpool.testsupport.LocalMachine;
import io.github.connectionpool.testsupport.PgBouncerServer;
import io.github.connectionpool.testsupport.PrometheusServer;

/**
 * The command: rehearses a Friday night with each protection, one after the other, and
 * writes the page and the picture.
 */
public final class Friday {

	/** The argument that asks for this. */
	public static final String COMMAND = FridayArguments.COMMAND;

	/** The arguments of the command line, as text. */
	public static final String USAGE = FridayArguments.USAGE;

	/** From the first lost connection to the alert that has the line. */
	static final double LONGEST_SECONDS = 30;

	/** For all runs together. */
	private static final Duration LONGEST = Duration.ofMinutes(10);

	private final FridayArguments arguments;

	private final PrintStream out;

	private final long startNanos = System.nanoTime();

	private Friday(FridayArguments arguments, PrintStream out) {
		this.arguments = arguments;
		this.out = out;
	}

	/**
	 * Runs it.
	 * @param args the command line
	 * @return the exit code: 0 if all was reached, 1 if not, 2 if the command line is
	 * wrong or a program is missing
	 * @throws Exception if a part cannot be started
	 */
	public static int run(String... args) throws Exception {
		FridayArguments arguments;
		try {
			arguments = FridayArguments.of(args);
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage() + "\n" + USAGE);
			return 2;
		}
		List<String> missing = missing(arguments);
		if (!missing.isEmpty()) {
			missing.forEach(System.err::println);
			return 2;
		}
		return new Friday(arguments, System.out).rehearse().isEmpty() ? 0 : 1;
	}

	/** Sentences on programs and files that it needs and that are not there. */
	static List<String> missing(FridayArguments arguments) {
		List<String> missing = new ArrayList<>();
		if (PrometheusServer.program().isEmpty()) {
			missing.add(PrometheusServer.HOW_TO_INSTALL);
		}
		if (AlertmanagerServer.program().isEmpty()) {
			missing.add(AlertmanagerServer.HOW_TO_INSTALL);
		}
		if (PgBouncerServer.program().isEmpty() && arguments.protections().contains(Protection.PGBOUNCER)) {
			missing.add(PgBouncerServer.HOW_TO_INSTALL);
		}
		if (!Files.isReadable(arguments.sample())) {
			missing.add("The jar of the sample is not there: " + arguments.sample().toAbsolutePath().normalize()
					+ ". Make it: ./mvnw -q -pl sample-app -am -DskipTests package");
		}
		return missing;
	}

	private List<String> rehearse() throws Exception {
		Map<String, String> machine = machine();
		List<FridayResult> results = new ArrayList<>();
		List<String> missed = new ArrayList<>();
		int number = 0;
		for (Protection protection : this.arguments.protections()) {
			String name = ++number + " of " + this.arguments.protections().size() + ", " + protection.text();
			Duration left = LONGEST.minusNanos(System.nanoTime() - this.startNanos);
			try {
				FridayResult result = new FridayRun(this.arguments, protection, left, (text) -> say(name + ": " + text))
					.run();
				say(name + ": " + result.lost() + " connections lost, " + result.kinds());
				results.add(result);
				missed.addAll(result.missed(LONGEST_SECONDS));
			}
			catch (IOException ex) {
				say(name + ": " + ex.getMessage());
				missed.add(protection.text() + ": the run came to no end");
			}
			// finished runs are kept if a later one cannot be
			write(machine, results, missed);
		}
		missed.forEach((sentence) -> this.out.println("missed: " + sentence));
		this.out.println("The page is in " + this.arguments.out().toAbsolutePath());
		return missed;
	}

	private static Map<String, String> machine() {
		Map<String, String> all = LocalMachine.describe();
		Map<String, String> machine = new LinkedHashMap<>();
		for (String name : List.of("date", "cores", "processor", "memory", "system", "java")) {
			machine.put(name, all.getOrDefault(name, "unknown"));
		}
		// a figure of a busy machine is another one
		machine.put("load average at the start", String.format(Locale.ROOT, "%.1f",
				ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
		return machine;
	}

	private void write(Map<String, String> machine, List<FridayResult> results, List<String> missed)
			throws IOException {
		Files.createDirectories(this.arguments.out());
		Files.writeString(this.arguments.out().resolve("friday.md"),
				FridayPage.of(machine, this.arguments, results, missed));
		Files.writeString(this.arguments.out().resolve("friday.svg"), FridayPicture.of(results));
	}

	private void say(String text) {
		this.out.println("%3d s: %s".formatted((System.nanoTime() - this.startNanos) / 1_000_000_000, text));
	}

}

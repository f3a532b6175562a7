package io.github.connectionpool.evaluation.approach;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.connectionpool.evaluation.score.Machine;
import io.github.connectionpool.testsupport.PgBouncerServer;

/**
 * The command that compares the approaches, one after the other, each on a fresh server,
 * and writes the page.
 */
public final class Comparison {

	private static final Duration WARM_UP = Duration.ofSeconds(3);

	private static final double CALIBRATION_RATE = 100;

	private static final List<String> NEEDED = List.of("date", "cores", "memory", "heap", "system", "java", "hikari");

	private final ComparisonArguments arguments;

	private final PrintStream out;

	private final long startNanos = System.nanoTime();

	private final Map<String, String> machine = new LinkedHashMap<>();

	private Comparison(ComparisonArguments arguments, PrintStream out) {
		this.arguments = arguments;
		this.out = out;
	}

	/**
	 * Whether this command is meant rather than the scorecard.
	 * @param args the command line
	 * @return whether it says so
	 */
	public static boolean isMeant(String... args) {
		return ComparisonArguments.areMeant(args);
	}

	/**
	 * Run it.
	 * @param args the command line
	 * @return the exit code. 0: PgBouncer in transaction mode has served every request at
	 * the planned rate. 1: it has not. 2: the command line is wrong or a program is
	 * missing.
	 * @throws Exception if a server cannot be started
	 */
	public static int run(String... args) throws Exception {
		ComparisonArguments arguments;
		try {
			arguments = ComparisonArguments.of(args);
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage() + "\n" + ComparisonArguments.USAGE);
			return 2;
		}
		if (PgBouncerServer.program().isEmpty()) {
			System.err.println(PgBouncerServer.HOW_TO_INSTALL);
			return 2;
		}
		return new Comparison(arguments, System.out).compare() ? 0 : 1;
	}

	private boolean compare() throws Exception {
		Rates rates = calibrate();
		List<ApproachResult> results = new ArrayList<>();
		List<String> missed = new ArrayList<>();
		for (Approach approach : Approach.values()) {
			String name = (results.size() + 1) + " of " + Approach.values().length + ", " + approach.text();
			ApproachResult result = measure(name, approach, rates);
			results.add(result);
			missed.addAll(result.missed());
			// the measurements so far are kept if a later approach fails
			write(rates, results, missed);
		}
		missed.forEach((sentence) -> this.out.println("missed: " + sentence));
		this.out.println("The comparison is in " + this.arguments.out().toAbsolutePath());
		return missed.isEmpty();
	}

	private Rates calibrate() throws Exception {
		say("how long a transaction takes, through PgBouncer with little load");
		try (Site site = Site.start(Approach.PGBOUNCER_TRANSACTION)) {
			describe(site);
			Load load = new Load(site.fleet());
			// the JVM compiles what all approaches run
			load.saturate(WARM_UP);
			Rates rates = Rates.of(load.arrive(CALIBRATION_RATE, WARM_UP), this.arguments.rate());
			say("%.1f ms, and a connection is held for %.1f ms: the planned rate is %.0f requests/s"
				.formatted(rates.transactionMillis(), rates.heldMillis(), rates.planned()));
			return rates;
		}
	}

	private void describe(Site site) throws IOException {
		Map<String, String> all = Machine.describe(site.databaseVersion());
		NEEDED.forEach((name) -> this.machine.put(name, all.getOrDefault(name, "unknown")));
		this.machine.put("driver", "pgjdbc " + org.postgresql.util.DriverInfo.DRIVER_VERSION);
		this.machine.put("postgresql", site.databaseVersion());
		this.machine.put("pgbouncer", bouncerVersion());
	}

	private static String bouncerVersion() throws IOException {
		String program = PgBouncerServer.program().orElseThrow().toString();
		Process process = new ProcessBuilder(program, "--version").start();
		try (BufferedReader lines = process.inputReader()) {
			return String.valueOf(lines.readLine());
		}
	}

	private ApproachResult measure(String name, Approach approach, Rates rates) throws Exception {
		say(name + ": starts");
		try (Site site = Site.start(approach)) {
			int connected = site.fleet().connections();
			say(name + ": " + connected + " of " + approach.clientConnections() + " clients are connected");
			Load load = new Load(site.fleet());
			load.arrive(rates.light(), WARM_UP);
			LoadResult light = load.arrive(rates.light(), this.arguments.run());
			say(name + " at " + Math.round(rates.light()) + "/s: " + text(light));
			LoadResult planned = load.arrive(rates.planned(), this.arguments.run());
			say(name + " at " + Math.round(rates.planned()) + "/s: " + text(planned));
			LoadResult most = load.saturate(this.arguments.run());
			say(name + " at its most: " + text(most));
			return new ApproachResult(approach, connected, light, planned, most, site.watch().mostBackends(),
					site.watch().memory(), site.bouncerMemory());
		}
	}

	private static String text(LoadResult result) {
		return String.format(Locale.ROOT, "%.0f/s served, p99 %.0f ms, %d failed", result.throughput(),
				result.p99Millis(), result.failed());
	}

	private void write(Rates rates, List<ApproachResult> results, List<String> missed) throws Exception {
		Files.createDirectories(this.arguments.out());
		Files.writeString(this.arguments.out().resolve("approaches.md"),
				ComparisonPage.of(this.machine, this.arguments.run(), rates, results, missed));
		Files.writeString(this.arguments.out().resolve("approaches.json"),
				ComparisonJson.of(this.machine, this.arguments.run(), rates, results, missed));
	}

	private void say(String text) {
		long seconds = (System.nanoTime() - this.startNanos) / 1_000_000_000;
		this.out.println("%3d s: %s".formatted(seconds, text));
	}

}

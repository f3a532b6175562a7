package io.github.connectionpool.evaluation.capture;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.connectionpool.evaluation.capture.memory.LearnedMemory;
import io.github.connectionpool.evaluation.database.EvaluationDatabase;
import io.github.connectionpool.evaluation.runner.Candidate;
import io.github.connectionpool.evaluation.score.Machine;
import io.github.connectionpool.evaluation.work.VirtualThreads;
import io.github.connectionpool.internal.capture.StackCapture;

/**
 * Lets each leak happen twice before each {@code capture.stack} and counts the lines that
 * are named.
 */
public final class CaptureEvaluation {

	private static final int MAX_CONNECTIONS = 600;

	/** Few, so that PostgreSQL counts them quickly. */
	private static final int ORDERS = 200;

	private static final List<String> NEEDED = List.of("date", "cores", "memory", "heap", "system", "java",
			"postgresql", "spring-boot", "hikari");

	private final Class<?> application;

	private final List<Candidate> leaks;

	private final List<Candidate> practised;

	private final List<String> notRun;

	private final CaptureArguments arguments;

	private final PrintStream out;

	/**
	 * Create an evaluation.
	 * @param application the application in which the leaks happen
	 * @param candidates all scenarios
	 * @param harder leaks that happen only after healthy borrows
	 * @param arguments of the command line
	 * @param out for progress
	 * @throws IllegalArgumentException if the arguments leave no leak
	 */
	public CaptureEvaluation(Class<?> application, List<Candidate> candidates, List<Candidate> harder,
			CaptureArguments arguments, PrintStream out) {
		this.application = application;
		List<Candidate> wanted = candidates.stream()
			.filter((candidate) -> candidate.facts().truth().isLeak() && isRepeatable(candidate)
					&& arguments.scenarios().test(candidate.facts().name()))
			.toList();
		this.leaks = wanted.stream().filter(CaptureEvaluation::isPossible).toList();
		this.practised = practised(this.leaks, harder, arguments);
		this.notRun = wanted.stream()
			.filter((candidate) -> !isPossible(candidate))
			.map((candidate) -> candidate.facts().name())
			.toList();
		if (this.practised.isEmpty()) {
			throw new IllegalArgumentException("There is no such leak");
		}
		this.arguments = arguments;
		this.out = out;
	}

	/**
	 * Without a line, nor with a hand-off that comes first and teaches something else.
	 */
	private static boolean isRepeatable(Candidate candidate) {
		return !candidate.facts().unknownLine() && candidate.facts().seenToLie().isZero();
	}

	private static List<Candidate> practised(List<Candidate> leaks, List<Candidate> harder,
			CaptureArguments arguments) {
		return Stream.concat(leaks.stream(), harder.stream())
			.filter((leak) -> arguments.scenarios().test(leak.facts().name()))
			.toList();
	}

	private static boolean isPossible(Candidate candidate) {
		return !candidate.facts().needsVirtualThreads() || VirtualThreads.areThere();
	}

	/**
	 * Run all, count, and write the tables.
	 * @return the misses, one sentence each
	 * @throws Exception if a server or an application cannot be started
	 */
	public List<String> run() throws Exception {
		List<CaptureResult> results = new ArrayList<>();
		List<String> missed = List.of();
		Map<StackCapture, Long> memory = new EnumMap<>(StackCapture.class);
		for (StackCapture capture : StackCapture.values()) {
			// first, since an application beside it would blur the figure
			memory.put(capture, LearnedMemory.bytes(capture));
		}
		try (EvaluationDatabase database = EvaluationDatabase.start(MAX_CONNECTIONS)) {
			Map<String, String> machine = machine(database.version());
			database.keepOrders(ORDERS);
			for (StackCapture capture : StackCapture.values()) {
				CaptureResult result = new CaptureApplication(this.application, capture, this.arguments,
						memory.getOrDefault(capture, 0L), this.out)
					.run(database, this.leaks, this.practised);
				results.add(result);
				// the results so far are kept if the next application does not start
				missed = missed(results);
				write(machine, results, missed);
			}
		}
		missed.forEach((sentence) -> this.out.println("missed: " + sentence));
		this.out.println("The tables are in " + this.arguments.out().toAbsolutePath());
		return missed;
	}

	private static List<String> missed(List<CaptureResult> results) {
		Stream<String> targets = Targets.of(results)
			.stream()
			.filter((target) -> !target.reached())
			.map((target) -> target.what() + ": " + target.figure() + ", not " + target.limit());
		return Stream.concat(targets, results.stream().flatMap((result) -> result.missed().stream())).toList();
	}

	private Map<String, String> machine(String database) {
		Map<String, String> all = Machine.describe(database);
		Map<String, String> machine = new LinkedHashMap<>();
		NEEDED.forEach((name) -> machine.put(name, all.getOrDefault(name, "unknown")));
		machine.put("pools", RepeatedLeak.POOL_SIZE + " connections each");
		machine.put("before the first leak",
				Calm.BORROWS + " short borrows in " + this.arguments.calm().toSeconds() + " s");
		machine.put("in use", "%,d healthy borrows in the leak's own origin".formatted(this.arguments.healthy()));
		machine.put("settings", "leak.threshold=" + CaptureApplication.THRESHOLD.toSeconds() + "s, else defaults");
		machine.put("not run, for want of virtual threads",
				this.notRun.isEmpty() ? "none" : String.join(", ", this.notRun));
		return machine;
	}

	private void write(Map<String, String> machine, List<CaptureResult> results, List<String> missed)
			throws IOException {
		Files.createDirectories(this.arguments.out());
		Files.writeString(this.arguments.out().resolve("capture.md"), CapturePage.of(machine, results, missed));
		Files.writeString(this.arguments.out().resolve("capture.json"), CaptureJson.of(machine, results, missed));
	}

}

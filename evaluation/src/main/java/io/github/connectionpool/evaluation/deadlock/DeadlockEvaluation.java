package io.github.connectionpool.evaluation.deadlock;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import io.github.connectionpool.evaluation.database.EvaluationDatabase;
import io.github.connectionpool.evaluation.detector.Detection;
import io.github.connectionpool.evaluation.detector.Detection.Kind;
import io.github.connectionpool.evaluation.detector.Detector;
import io.github.connectionpool.evaluation.detector.Detectors;
import io.github.connectionpool.evaluation.detector.PoolRequest;
import io.github.connectionpool.evaluation.score.Machine;
import io.github.connectionpool.evaluation.work.Work;

/**
 * Runs deadlocks, and chains of work that come to their end, before the starter with its
 * defaults. Counts the deadlocks that it has not called so, and the others that it has.
 */
public final class DeadlockEvaluation {

	/** The argument that asks for this. */
	public static final String COMMAND = "--deadlocks";

	/** The usage text. */
	public static final String USAGE = """
			--deadlocks                    which deadlocks ours has proven, and which of 100 chains that come to their end
			  --out=DIRECTORY              where deadlocks.md is written, target unless given""";

	/** Five rounds of 20 chains each. */
	private static final int ROUNDS = 5;

	private static final int MAX_CONNECTIONS = 200;

	private static final String OUT = "--out=";

	private static final List<String> MACHINE = List.of("date", "cores", "processor", "java", "postgresql", "hikari");

	private final Class<?> application;

	private final Path directory;

	private final PrintStream out;

	/**
	 * Create.
	 * @param application the application whose pools are used
	 * @param args of the command line
	 * @param out for progress
	 * @throws IllegalArgumentException if an argument is not known
	 */
	public DeadlockEvaluation(Class<?> application, String[] args, PrintStream out) {
		this.application = application;
		this.directory = directory(args);
		this.out = out;
	}

	private static Path directory(String[] args) {
		Path directory = Path.of("target");
		for (String arg : args) {
			if (arg.startsWith(OUT)) {
				directory = Path.of(arg.substring(OUT.length()));
			}
			else if (!arg.equals(COMMAND)) {
				throw new IllegalArgumentException("There is no argument " + arg + " for " + COMMAND);
			}
		}
		return directory;
	}

	/**
	 * Run all and write the table.
	 * @return the faults, one sentence each
	 * @throws Exception if the server or an application cannot be started
	 */
	public List<String> run() throws Exception {
		List<DeadlockRun> runs = new ArrayList<>();
		Map<String, String> machine;
		try (EvaluationDatabase database = EvaluationDatabase.start(MAX_CONNECTIONS)) {
			machine = Machine.describe(database.version());
			for (int round = 1; round <= ROUNDS; round++) {
				// a new application, so that none knows from the last what its lines do
				runs.addAll(round(database));
				this.out.println("deadlocks: round " + round + " of " + ROUNDS + " is over");
			}
		}
		List<String> wrong = runs.stream()
			.map(DeadlockRun::wrong)
			.filter(Objects::nonNull)
			.map(String.class::cast)
			.toList();
		write(machine, runs, wrong);
		wrong.forEach((sentence) -> this.out.println("missed: " + sentence));
		this.out.println("The table is in " + this.directory.toAbsolutePath());
		return wrong;
	}

	private List<DeadlockRun> round(EvaluationDatabase database) throws Exception {
		Map<List<PoolRequest>, DeadlockCase> cases = new LinkedHashMap<>();
		for (DeadlockCase one : DeadlockCase.values()) {
			for (int copy = 1; copy <= one.copies(); copy++) {
				cases.put(one.pools(copy), one);
			}
		}
		Detector detector = Detectors.starter(database, Map.of());
		try (ConfigurableApplicationContext context = start(detector,
				cases.keySet().stream().flatMap(List::stream).toList())) {
			detector.started(context);
			List<DeadlockRun> runs = run(cases, detector, context.getBean(Work.class));
			detector.closePools();
			return runs;
		}
	}

	private ConfigurableApplicationContext start(Detector detector, List<PoolRequest> pools) {
		SpringApplication starting = new SpringApplication(this.application);
		starting.setRegisterShutdownHook(false);
		starting.setDefaultProperties(Map.copyOf(detector.properties()));
		starting.addInitializers((context) -> detector.prepare((GenericApplicationContext) context, pools));
		return starting.run();
	}

	private static List<DeadlockRun> run(Map<List<PoolRequest>, DeadlockCase> cases, Detector detector, Work work)
			throws InterruptedException {
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			Map<List<PoolRequest>, Future<?>> running = new LinkedHashMap<>();
			cases.forEach((pools, one) -> running.put(pools, threads.submit(() -> {
				List<DataSource> dataSources = pools.stream().map(detector::pool).toList();
				one.run(work, dataSources);
				return true;
			})));
			List<DeadlockRun> runs = new ArrayList<>();
			for (Map.Entry<List<PoolRequest>, Future<?>> one : running.entrySet()) {
				String failure = failure(one.getValue());
				runs.add(new DeadlockRun(Objects.requireNonNull(cases.get(one.getKey())), said(one.getKey(), detector),
						failure));
			}
			return runs;
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static @Nullable String failure(Future<?> run) throws InterruptedException {
		try {
			run.get();
			return null;
		}
		catch (ExecutionException ex) {
			return String.valueOf(ex.getCause());
		}
	}

	private static @Nullable String said(List<PoolRequest> pools, Detector detector) {
		List<String> names = pools.stream().map(PoolRequest::name).toList();
		return detector.detections()
			.stream()
			.filter((detection) -> detection.kind() == Kind.DEADLOCKED && names.contains(detection.pool()))
			.map(Detection::text)
			.findFirst()
			.orElse(null);
	}

	private void write(Map<String, String> machine, List<DeadlockRun> runs, List<String> wrong) throws IOException {
		List<String> lines = new ArrayList<>(List.of("# Deadlocks", ""));
		machine.forEach((name, value) -> {
			if (MACHINE.contains(name)) {
				lines.add("- " + name + ": " + value);
			}
		});
		lines.addAll(
				List.of("", "Before the starter with its defaults, in " + ROUNDS + " applications one after the other.",
						"", "| case | what it does | runs | ends by itself | called a deadlock |",
						"| --- | --- | ---: | --- | ---: |"));
		for (DeadlockCase one : DeadlockCase.values()) {
			List<DeadlockRun> all = runs.stream().filter((run) -> run.of() == one).toList();
			long said = all.stream().filter((run) -> run.said() != null).count();
			lines.add("| %s | %s | %d | %s | %d |".formatted(one.name().toLowerCase(Locale.ROOT).replace('_', ' '),
					one.text(), all.size(), one.isReal() ? "no" : "yes", said));
		}
		lines.add("");
		if (!wrong.isEmpty()) {
			lines.addAll(List.of("## Missed", ""));
			wrong.forEach((sentence) -> lines.add("- " + sentence));
			lines.add("");
		}
		Files.createDirectories(this.directory);
		Files.writeString(this.directory.resolve("deadlocks.md"), String.join("\n", lines));
	}

}

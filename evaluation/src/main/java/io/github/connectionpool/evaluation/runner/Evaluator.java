package io.github.connectionpool.evaluation.runner;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import io.github.connectionpool.evaluation.database.EvaluationDatabase;
import io.github.connectionpool.evaluation.detector.Detector;
import io.github.connectionpool.evaluation.detector.DetectorSpec;
import io.github.connectionpool.evaluation.detector.Detectors;
import io.github.connectionpool.evaluation.detector.PoolRequest;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.ScenarioFacts;
import io.github.connectionpool.evaluation.score.DetectorResult;
import io.github.connectionpool.evaluation.score.Outcome;
import io.github.connectionpool.evaluation.work.VirtualThreads;
import io.github.connectionpool.evaluation.work.Work;

/**
 * Runs scenarios before one detector, all at once, in an application started for that.
 */
public final class Evaluator {

	/**
	 * The starter takes so many stacks in a check. Of more scenarios each would wait for
	 * the others, so that they run in several applications at the same time.
	 */
	private static final int MAX_FOR_STARTER = 45;

	private static final Duration BETWEEN_STARTS = Duration.ofMillis(200);

	private static final Duration LOOK = Duration.ofMillis(200);

	/** How much longer than planned an innocent may take that waits for other work. */
	private static final Duration PATIENCE = Duration.ofSeconds(45);

	private final Class<?> application;

	private final EvaluationDatabase database;

	private final PrintStream out;

	/**
	 * Create for a database.
	 * @param application the application in which the scenarios run
	 * @param database where all pools lead to
	 * @param out where progress is told
	 */
	public Evaluator(Class<?> application, EvaluationDatabase database, PrintStream out) {
		this.application = application;
		this.database = database;
		this.out = out;
		// two of the detectors log by themselves unless told otherwise
		System.setProperty("druid.logType", "slf4j");
		System.setProperty("com.mchange.v2.log.MLog", "slf4j");
	}

	/**
	 * Run scenarios before a detector.
	 * @param spec the detector
	 * @param plan the scenarios
	 * @return what it has said
	 * @throws InterruptedException if the thread is interrupted
	 */
	public DetectorResult evaluate(DetectorSpec spec, Plan plan) throws InterruptedException {
		List<Plan> parts = spec.name().equals(Detectors.STARTER) ? plan.parts(MAX_FOR_STARTER) : List.of(plan);
		if (parts.size() == 1) {
			return evaluateAtOnce(spec, plan, new CountDownLatch(1));
		}
		ExecutorService threads = Executors.newFixedThreadPool(parts.size());
		try {
			List<Future<DetectorResult>> running = new ArrayList<>();
			CountDownLatch innocents = new CountDownLatch(parts.size());
			parts.forEach((part) -> running.add(threads.submit(() -> evaluateAtOnce(spec, part, innocents))));
			List<Outcome> outcomes = new ArrayList<>();
			for (Future<DetectorResult> part : running) {
				outcomes.addAll(part.get().outcomes());
			}
			return new DetectorResult(spec, outcomes);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		finally {
			threads.shutdownNow();
		}
	}

	/**
	 * Runs the scenarios of a part.
	 * @param innocents the parts whose innocents have not begun
	 */
	private DetectorResult evaluateAtOnce(DetectorSpec spec, Plan plan, CountDownLatch innocents)
			throws InterruptedException {
		Progress progress = new Progress(this.out, spec.name() + " (" + spec.text() + ")");
		Map<String, Candidate> runs = runs(plan);
		List<Outcome> outcomes = skipped(plan);
		Detector detector = spec.factory().apply(this.database);
		try (ConfigurableApplicationContext context = start(detector, pools(plan, runs))) {
			detector.started(context);
			outcomes.addAll(run(plan, runs, detector, context.getBean(Work.class), innocents, progress));
			// before the application, so that nothing waits for a leaked connection
			detector.closePools();
			progress.say("done");
		}
		catch (InterruptedException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			innocents.countDown();
		}
		return new DetectorResult(spec, outcomes);
	}

	private static Map<String, Candidate> runs(Plan plan) {
		Map<String, Candidate> runs = new LinkedHashMap<>();
		// innocents first: some keep a worker that libraries share for a leak's next task
		List<Candidate> candidates = plan.candidates()
			.stream()
			.sorted(Comparator.comparing((candidate) -> candidate.facts().truth().isLeak()))
			.toList();
		for (Candidate candidate : candidates) {
			for (int copy = 1; isPossible(candidate) && copy <= plan.copies(); copy++) {
				runs.put(candidate.facts().name() + ((plan.copies() > 1) ? "-" + copy : ""), candidate);
			}
		}
		return runs;
	}

	private static boolean isPossible(Candidate candidate) {
		return !candidate.facts().needsVirtualThreads() || VirtualThreads.areThere();
	}

	private static List<Outcome> skipped(Plan plan) {
		List<Outcome> skipped = new ArrayList<>();
		for (Candidate candidate : plan.candidates()) {
			if (!isPossible(candidate)) {
				skipped.add(Outcome.skipped(candidate.facts(), "this JVM has no virtual threads"));
			}
		}
		return skipped;
	}

	private static List<PoolRequest> pools(Plan plan, Map<String, Candidate> runs) {
		List<PoolRequest> pools = new ArrayList<>(plan.load() ? BusyPools.POOLS : List.of());
		runs.forEach((pool, candidate) -> pools.add(request(pool, candidate.facts())));
		return pools;
	}

	private static PoolRequest request(String pool, ScenarioFacts facts) {
		return facts.truth().isLeak() ? new PoolRequest(pool, facts.poolSize())
				: PoolRequest.patient(pool, facts.poolSize());
	}

	private ConfigurableApplicationContext start(Detector detector, List<PoolRequest> pools) {
		SpringApplication application = new SpringApplication(this.application);
		application.setRegisterShutdownHook(false);
		application.setDefaultProperties(Map.copyOf(detector.properties()));
		application.addInitializers((context) -> detector.prepare((GenericApplicationContext) context, pools));
		return application.run();
	}

	private static List<Outcome> run(Plan plan, Map<String, Candidate> runs, Detector detector, Work work,
			CountDownLatch innocents, Progress progress) throws Exception {
		List<RunningScenario> running = new ArrayList<>();
		GarbagePressure garbage = new GarbagePressure();
		BusyPools busy = busyPools(plan, detector);
		try {
			Map<String, DataSource> pools = new LinkedHashMap<>();
			runs.forEach((pool, candidate) -> pools.put(pool, detector.pool(request(pool, candidate.facts()))));
			FirstConnections.open(pools.values());
			boolean leaksHaveBegun = false;
			for (Map.Entry<String, Candidate> one : runs.entrySet()) {
				String pool = one.getKey();
				if (!leaksHaveBegun && one.getValue().facts().truth().isLeak()) {
					leaksHaveBegun = true;
					awaitInnocents(innocents);
				}
				running.add(new RunningScenario(one.getValue(), pool,
						new Run(Objects.requireNonNull(pools.get(pool)), work, plan.horizon())));
				// each loads classes, which would delay what all the others do
				Thread.sleep(BETWEEN_STARTS.toMillis());
			}
			await(plan, running, progress);
			return running.stream().map((one) -> one.outcome(detector.detections())).toList();
		}
		finally {
			running.forEach(RunningScenario::stop);
			busy.close();
			garbage.close();
		}
	}

	/**
	 * Parts share the workers of a library, so that no leak begins before the innocents
	 * of all parts.
	 */
	private static void awaitInnocents(CountDownLatch innocents) throws InterruptedException {
		innocents.countDown();
		innocents.await();
	}

	private static BusyPools busyPools(Plan plan, Detector detector) {
		return new BusyPools(plan.load() ? BusyPools.POOLS.stream().map(detector::pool).toList() : List.of());
	}

	private static void await(Plan plan, List<RunningScenario> running, Progress progress) throws InterruptedException {
		Duration planned = (plan.horizon().compareTo(plan.watch()) > 0) ? plan.horizon() : plan.watch();
		long begin = System.nanoTime();
		while (true) {
			Duration left = planned.minusNanos(System.nanoTime() - begin);
			long over = running.stream().filter((one) -> one.isOver(plan.watch())).count();
			if (over == running.size() || left.plus(PATIENCE).isNegative()) {
				return;
			}
			progress.at(over, running.size(), left);
			Thread.sleep(LOOK.toMillis());
		}
	}

}

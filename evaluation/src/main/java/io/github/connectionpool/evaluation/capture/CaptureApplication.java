package io.github.connectionpool.evaluation.capture;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import io.github.connectionpool.evaluation.database.EvaluationDatabase;
import io.github.connectionpool.evaluation.detector.Detector;
import io.github.connectionpool.evaluation.detector.Detectors;
import io.github.connectionpool.evaluation.detector.PoolRequest;
import io.github.connectionpool.evaluation.runner.Candidate;
import io.github.connectionpool.evaluation.runner.GarbagePressure;
import io.github.connectionpool.evaluation.runner.Progress;
import io.github.connectionpool.evaluation.work.Work;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;

/**
 * An application with one {@code capture.stack}, to which all leaks happen at once.
 */
final class CaptureApplication {

	/** Age is the only evidence on what running work still holds. */
	static final Duration THRESHOLD = Duration.ofSeconds(20);

	private static final String CALM = "calm.";

	private static final String PRACTISED = "practised.";

	private static final Duration LOOK = Duration.ofMillis(500);

	/** What a round takes when all goes as it should. */
	private static final Duration USUAL_ROUND = Duration.ofSeconds(22);

	private final Class<?> application;

	private final StackCapture capture;

	private final CaptureArguments arguments;

	private final long memory;

	private final PrintStream out;

	CaptureApplication(Class<?> application, StackCapture capture, CaptureArguments arguments, long memory,
			PrintStream out) {
		this.application = application;
		this.capture = capture;
		this.arguments = arguments;
		this.memory = memory;
		this.out = out;
	}

	/**
	 * Let all happen.
	 * @param database where all pools lead
	 * @param leaks those after a calm time
	 * @param practised those after many healthy borrows
	 * @return what came of them
	 * @throws Exception if the application cannot be started
	 */
	CaptureResult run(EvaluationDatabase database, List<Candidate> leaks, List<Candidate> practised) throws Exception {
		Detector detector = Detectors.starter(database, Map.of("connectionpool.capture.stack", this.capture.value(),
				"connectionpool.leak.threshold", THRESHOLD.toString()));
		Progress progress = new Progress(this.out, "capture.stack=" + this.capture.value());
		progress.say(leaks.size() + " pools that are calm for " + this.arguments.calm().toSeconds() + " s, "
				+ practised.size() + " in use");
		List<PoolRequest> pools = Stream
			.concat(leaks.stream().map((leak) -> request(CALM, leak)),
					practised.stream().map((leak) -> request(PRACTISED, leak)))
			.toList();
		Accusations accusations = new Accusations();
		try (ConfigurableApplicationContext context = start(detector, accusations, pools)) {
			detector.started(context);
			CountDownLatch ready = new CountDownLatch(pools.size());
			List<RepeatedLeak> all = new ArrayList<>();
			for (Candidate leak : leaks) {
				all.add(repeated(leak, request(CALM, leak), detector, context, new Calm(this.arguments.calm()), 2,
						ready, accusations));
			}
			for (Candidate leak : practised) {
				Practice practice = new Practice(leak.factory(), this.arguments.healthy(), this.arguments.calm());
				all.add(repeated(leak, request(PRACTISED, leak), detector, context, practice, 1, ready, accusations));
			}
			List<LeakResult> results = run(all, ready, progress);
			CaptureResult result = new CaptureResult(this.capture, results.subList(0, leaks.size()),
					results.subList(leaks.size(), results.size()), this.memory);
			// before the application, so that nothing waits for a leaked connection
			detector.closePools();
			progress.say("named " + result.named(1) + " of " + leaks.size() + " lines, the next time " + result.named(2)
					+ ", after healthy borrows " + result.practisedNamed() + " of " + practised.size());
			return result;
		}
	}

	private ConfigurableApplicationContext start(Detector detector, Accusations accusations, List<PoolRequest> pools) {
		SpringApplication application = new SpringApplication(this.application);
		application.setRegisterShutdownHook(false);
		application.setDefaultProperties(Map.copyOf(detector.properties()));
		application.addInitializers((context) -> {
			detector.prepare((GenericApplicationContext) context, pools);
			context.addApplicationListener(accusations);
		});
		return application.run();
	}

	private static PoolRequest request(String prefix, Candidate leak) {
		return new PoolRequest(prefix + leak.facts().name(), RepeatedLeak.POOL_SIZE);
	}

	private List<LeakResult> run(List<RepeatedLeak> repeated, CountDownLatch ready, Progress progress)
			throws Exception {
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			List<Future<LeakResult>> results = repeated.stream().map(threads::submit).toList();
			while (!ready.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
				progress.at(results.size() - ready.getCount(), results.size(), Duration.ZERO);
			}
			// collections would slow down the healthy borrows, and prove nothing of them
			GarbagePressure garbage = new GarbagePressure();
			try {
				await(results, progress);
			}
			finally {
				garbage.close();
			}
			List<LeakResult> finished = new ArrayList<>();
			for (Future<LeakResult> result : results) {
				finished.add(result.get());
			}
			return finished;
		}
		finally {
			threads.shutdownNow();
			repeated.forEach(RepeatedLeak::stop);
		}
	}

	private static RepeatedLeak repeated(Candidate leak, PoolRequest request, Detector detector,
			ConfigurableApplicationContext context, Before before, int rounds, CountDownLatch ready,
			Accusations accusations) {
		MonitoredPool pool = Objects.requireNonNull(context.getBean(PoolRegistry.class).get(request.name()));
		return new RepeatedLeak(leak, detector.pool(request), pool, context.getBean(Work.class), before, rounds, ready,
				accusations::all);
	}

	private void await(List<Future<LeakResult>> results, Progress progress) throws InterruptedException {
		Duration planned = USUAL_ROUND.multipliedBy(2);
		long begin = System.nanoTime();
		long over = 0;
		while (over < results.size()) {
			progress.at(over, results.size(), planned.minusNanos(System.nanoTime() - begin));
			Thread.sleep(LOOK.toMillis());
			over = results.stream().filter(Future::isDone).count();
		}
	}

}

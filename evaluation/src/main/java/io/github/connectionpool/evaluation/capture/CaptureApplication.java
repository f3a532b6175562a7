package io.github.connectionpool.evaluation.capture;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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

	private static final Duration LOOK = Duration.ofMillis(500);

	/** What a round takes when all goes as it should. */
	private static final Duration USUAL_ROUND = Duration.ofSeconds(22);

	private final Class<?> application;

	private final StackCapture capture;

	private final Duration calm;

	private final PrintStream out;

	CaptureApplication(Class<?> application, StackCapture capture, Duration calm, PrintStream out) {
		this.application = application;
		this.capture = capture;
		this.calm = calm;
		this.out = out;
	}

	CaptureResult run(EvaluationDatabase database, List<Candidate> leaks) throws Exception {
		String name = this.capture.name().toLowerCase(Locale.ROOT);
		Detector detector = Detectors.starter(database,
				Map.of("connectionpool.capture.stack", name, "connectionpool.leak.threshold", THRESHOLD.toString()));
		Progress progress = new Progress(this.out, "capture.stack=" + name);
		progress.say(leaks.size() + " pools, calm for " + this.calm.toSeconds() + " s");
		try (ConfigurableApplicationContext context = start(detector, leaks)) {
			detector.started(context);
			CaptureResult result = new CaptureResult(this.capture, run(leaks, detector, context, progress));
			// before the application, so that nothing waits for a leaked connection
			detector.closePools();
			for (int round = 1; round <= LeakResult.ROUNDS; round++) {
				progress.say("round " + round + ", the line of " + result.named(round) + " of " + leaks.size()
						+ " was named");
			}
			return result;
		}
	}

	private ConfigurableApplicationContext start(Detector detector, List<Candidate> leaks) {
		List<PoolRequest> pools = leaks.stream().map(CaptureApplication::request).toList();
		SpringApplication application = new SpringApplication(this.application);
		application.setRegisterShutdownHook(false);
		application.setDefaultProperties(Map.copyOf(detector.properties()));
		application.addInitializers((context) -> detector.prepare((GenericApplicationContext) context, pools));
		return application.run();
	}

	private static PoolRequest request(Candidate leak) {
		return new PoolRequest(leak.facts().name(), RepeatedLeak.POOL_SIZE);
	}

	private List<LeakResult> run(List<Candidate> leaks, Detector detector, ConfigurableApplicationContext context,
			Progress progress) throws Exception {
		List<RepeatedLeak> repeated = leaks.stream().map((leak) -> repeated(leak, detector, context)).toList();
		ExecutorService threads = Executors.newCachedThreadPool();
		GarbagePressure garbage = new GarbagePressure();
		try {
			List<Future<LeakResult>> results = repeated.stream().map(threads::submit).toList();
			await(results, progress);
			List<LeakResult> finished = new ArrayList<>();
			for (Future<LeakResult> result : results) {
				finished.add(result.get());
			}
			return finished;
		}
		finally {
			threads.shutdownNow();
			repeated.forEach(RepeatedLeak::stop);
			garbage.close();
		}
	}

	private RepeatedLeak repeated(Candidate leak, Detector detector, ConfigurableApplicationContext context) {
		MonitoredPool pool = Objects.requireNonNull(context.getBean(PoolRegistry.class).get(leak.facts().name()));
		return new RepeatedLeak(leak, detector.pool(request(leak)), pool, context.getBean(Work.class),
				new Calm(this.calm), detector::detections);
	}

	private void await(List<Future<LeakResult>> results, Progress progress) throws InterruptedException {
		Duration planned = this.calm.plus(USUAL_ROUND.multipliedBy(LeakResult.ROUNDS));
		long begin = System.nanoTime();
		long over = 0;
		while (over < results.size()) {
			progress.at(over, results.size(), planned.minusNanos(System.nanoTime() - begin));
			Thread.sleep(LOOK.toMillis());
			over = results.stream().filter(Future::isDone).count();
		}
	}

}

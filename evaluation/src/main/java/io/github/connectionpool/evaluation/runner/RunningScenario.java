package io.github.connectionpool.evaluation.runner;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.evaluation.detector.Detection;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.ScenarioFacts;
import io.github.connectionpool.evaluation.score.Outcome;

/**
 * One run of one scenario in a thread of its own.
 */
final class RunningScenario {

	private final ScenarioFacts facts;

	private final String pool;

	private final Scenario scenario;

	private final Run run;

	private final Thread thread;

	private volatile @Nullable Throwable failure;

	RunningScenario(Candidate candidate, String pool, Run run) {
		this.facts = candidate.facts();
		this.pool = pool;
		this.scenario = candidate.factory().get();
		this.run = run;
		this.thread = new Thread(this::run, pool);
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void run() {
		try {
			this.scenario.run(this.run);
		}
		catch (ExecutionException ex) {
			this.failure = (ex.getCause() != null) ? ex.getCause() : ex;
		}
		catch (Exception ex) {
			this.failure = ex;
		}
	}

	/** Whether there is nothing more to be seen. */
	boolean isOver(Duration watch) {
		if (this.thread.isAlive()) {
			return false;
		}
		if (!this.facts.truth().isLeak() || this.failure != null) {
			return true;
		}
		// on a busy machine a line is seen to lie for longer than its scenario plans
		Duration longest = watch.plus(this.facts.patience());
		return System.nanoTime() - this.run.workEndedNanos().orElseThrow() >= longest.toNanos();
	}

	void stop() {
		this.run.stop();
	}

	Outcome outcome(List<Detection> detections) {
		Throwable ex = this.failure;
		String failed = (ex != null) ? ex.toString() : this.thread.isAlive() ? "did not come to its end" : null;
		return new Outcome(this.facts, null, failed,
				this.run.workEndedNanos().isPresent() ? this.run.workEndedNanos().getAsLong() : null,
				detections.stream().filter((detection) -> detection.pool().equals(this.pool)).toList());
	}

}

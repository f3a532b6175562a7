package io.github.connectionpool.evaluation.capture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.github.connectionpool.evaluation.detector.Detection;
import io.github.connectionpool.evaluation.runner.Candidate;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.ScenarioFacts;
import io.github.connectionpool.evaluation.work.Work;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;

/**
 * One leak on a pool of its own: a calm time, the leak, its verdict, and the same again.
 */
final class RepeatedLeak implements Callable<LeakResult> {

	/**
	 * Connections of each pool, so that one that is lost does not make it unusually full.
	 */
	static final int POOL_SIZE = 10;

	/** How long a verdict may take, the one by age included. */
	static final Duration LIMIT = Duration.ofSeconds(30);

	private static final Duration LOOK = Duration.ofMillis(200);

	/** The next leak does not come in the very moment of a verdict. */
	private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);

	private final Candidate leak;

	private final DataSource dataSource;

	private final MonitoredPool pool;

	private final Work work;

	private final Calm calm;

	private final Supplier<List<Detection>> detections;

	/** Both stay until the application ends, as if they were its singletons. */
	private final Queue<Scenario> scenarios = new ConcurrentLinkedQueue<>();

	private final Queue<Run> runs = new ConcurrentLinkedQueue<>();

	RepeatedLeak(Candidate leak, DataSource dataSource, MonitoredPool pool, Work work, Calm calm,
			Supplier<List<Detection>> detections) {
		this.leak = leak;
		this.dataSource = dataSource;
		this.pool = pool;
		this.work = work;
		this.calm = calm;
		this.detections = detections;
	}

	@Override
	public LeakResult call() throws InterruptedException {
		List<Round> rounds = new ArrayList<>();
		int calmStacks = 0;
		try {
			calmStacks = this.calm.run(this.dataSource, this.pool);
			while (rounds.size() < LeakResult.ROUNDS) {
				rounds.add(round());
				Thread.sleep(BETWEEN_ROUNDS.toMillis());
			}
			return new LeakResult(this.leak.facts(), null, calmStacks, List.copyOf(rounds));
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			Throwable cause = (ex instanceof ExecutionException && ex.getCause() != null) ? ex.getCause() : ex;
			return new LeakResult(this.leak.facts(), cause.toString(), calmStacks, List.copyOf(rounds));
		}
	}

	private Round round() throws Exception {
		long before = this.pool.ledger().borrows();
		Scenario scenario = this.leak.factory().get();
		this.scenarios.add(scenario);
		Run run = new Run(this.dataSource, this.work, Duration.ZERO);
		this.runs.add(run);
		new Others(this.dataSource, others()).holdDuring(() -> scenario.run(run));
		return await(before);
	}

	/**
	 * The connections that have to be out for the leak to find the pool as full as its
	 * label says.
	 */
	private int others() {
		ScenarioFacts facts = this.leak.facts();
		return LeakResult.needsFullPool(facts) ? POOL_SIZE - this.pool.ledger().size() - facts.poolSize() : 0;
	}

	private Round await(long before) throws InterruptedException {
		long deadline = System.nanoTime() + LIMIT.toNanos();
		Round round = look(before);
		while (!round.isCalled(LeakResult.expected(this.leak.facts())) && System.nanoTime() - deadline < 0) {
			Thread.sleep(LOOK.toMillis());
			round = look(before);
		}
		return round;
	}

	/** Of the open checkouts since the round began. */
	private Round look(long before) {
		List<String> lost = this.pool.ledger()
			.oldestFirst()
			.stream()
			.filter((checkout) -> checkout.sequence() > before)
			.map(Checkout::id)
			.toList();
		return Round.of(lost, this.detections.get(), this.leak.facts().site());
	}

	/** To be called when all is known. */
	void stop() {
		this.runs.forEach(Run::stop);
		this.scenarios.clear();
	}

}

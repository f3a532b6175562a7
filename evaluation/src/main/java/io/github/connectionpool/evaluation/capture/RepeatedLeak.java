package io.github.connectionpool.evaluation.capture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.evaluation.runner.Candidate;
import io.github.connectionpool.evaluation.scenario.Practised;
import io.github.connectionpool.evaluation.scenario.Practised.Place;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.ScenarioFacts;
import io.github.connectionpool.evaluation.work.Work;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;

/**
 * One leak on a pool of its own: the time before, the leak, its verdict, and the leak
 * once more.
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

	private final Before before;

	private final int rounds;

	private final CountDownLatch ready;

	private final Supplier<List<Accusation>> accusations;

	/** Both stay until the application ends, as if they were its singletons. */
	private final Queue<Scenario> scenarios = new ConcurrentLinkedQueue<>();

	/** The healthy borrows before it are those of the same threads. */
	private final Run first;

	private final Queue<Run> runs = new ConcurrentLinkedQueue<>();

	/**
	 * Create.
	 * @param leak the leak
	 * @param dataSource its pool
	 * @param pool what the starter knows of it
	 * @param work the kinds of work
	 * @param before the borrows that come first
	 * @param rounds how often it happens
	 * @param ready waits for all leaks to be so far
	 * @param accusations what the starter has said
	 */
	RepeatedLeak(Candidate leak, DataSource dataSource, MonitoredPool pool, Work work, Before before, int rounds,
			CountDownLatch ready, Supplier<List<Accusation>> accusations) {
		this.leak = leak;
		this.dataSource = dataSource;
		this.pool = pool;
		this.work = work;
		this.before = before;
		this.rounds = rounds;
		this.ready = ready;
		this.accusations = accusations;
		this.first = new Run(dataSource, work, Duration.ZERO);
	}

	@Override
	public LeakResult call() throws InterruptedException {
		List<Round> rounds = new ArrayList<>();
		Borrows borrows = Borrows.NONE;
		try {
			borrows = before();
			while (rounds.size() < this.rounds) {
				rounds.add(round());
				Thread.sleep(BETWEEN_ROUNDS.toMillis());
			}
			return result(null, borrows, rounds);
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			Throwable cause = (ex instanceof ExecutionException && ex.getCause() != null) ? ex.getCause() : ex;
			return result(cause.toString(), borrows, rounds);
		}
	}

	/** All leaks wait for each other, so that none happens while others are busy. */
	private Borrows before() throws Exception {
		try {
			return this.before.run(this.dataSource, this.pool, this.first);
		}
		finally {
			this.ready.countDown();
			this.ready.await();
		}
	}

	private LeakResult result(@Nullable String failure, Borrows borrows, List<Round> rounds) {
		Scenario scenario = this.leak.factory().get();
		Place place = (scenario instanceof Practised practised) ? practised.place() : Place.FIRST;
		return new LeakResult(this.leak.facts(), scenario instanceof Practised, place, failure, borrows,
				List.copyOf(rounds));
	}

	private Round round() throws Exception {
		long before = this.pool.ledger().borrows();
		Scenario scenario = this.leak.factory().get();
		this.scenarios.add(scenario);
		Run run = this.runs.isEmpty() ? this.first : new Run(this.dataSource, this.work, Duration.ZERO);
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
		return Round.of(lost, this.accusations.get(), this.leak.facts().site());
	}

	/** To be called when all is known. */
	void stop() {
		this.runs.forEach(Run::stop);
		this.scenarios.clear();
	}

}

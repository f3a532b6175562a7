package io.github.connectionpool.internal.watch;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.verdict.Judge;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Reason;
import io.github.connectionpool.report.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A leak stays a leak when the worker that borrowed goes on to another task or ends.
 */
class LeakedWorkerEndsTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final Judge judge = TestPools.judge(Duration.ofMinutes(5));

	private final Told told = new Told();

	private final PoolWatch watch = this.told.watch(this.pool, this.judge);

	/** The simulated time of the next look. */
	private long now = System.nanoTime() + 5 * SECOND;

	@Test
	void whenItsExecutorIsShutDown() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(1);
		Checkout leaked = executor.submit(this::borrow).get();
		becomesLeaked(leaked);
		executor.shutdown();
		staysAccusedWhenItsOwnerHasEnded(leaked);
		assertThat(this.told.lines).containsExactly("leaked dataSource-1 WORK_ENDED");
	}

	@Test
	void whenItWasOnlySuspectedAsItsExecutorIsShutDown() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(1);
		Checkout suspect = executor.submit(this::borrow).get();
		TestPools.await().until(() -> look(0).verdict() == Verdict.SUSPECT);
		executor.shutdown();
		staysAccusedWhenItsOwnerHasEnded(suspect);
		assertThat(look(20)).isEqualTo(Judgement.leaked(Reason.WORK_ENDED));
		assertThat(this.told.lines).containsExactly("suspected dataSource-1", "leaked dataSource-1 WORK_ENDED");
	}

	@Test
	void andTheNextLeakOfItsLineIsOneToo() throws Exception {
		for (int i = 1; i <= 2; i++) {
			ExecutorService executor = Executors.newFixedThreadPool(1);
			Checkout leaked = executor.submit(this::borrow).get();
			becomesLeaked(leaked);
			executor.shutdown();
			staysAccusedWhenItsOwnerHasEnded(leaked);
		}
		assertThat(this.told.lines).containsExactly("leaked dataSource-1 WORK_ENDED", "leaked dataSource-2 WORK_ENDED");
	}

	@Test
	void whenItsWorkerIsKeptAliveNoLonger() throws Exception {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 1, TimeUnit.HOURS, new LinkedBlockingQueue<>());
		Checkout leaked = executor.submit(this::borrow).get();
		becomesLeaked(leaked);
		executor.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
		executor.allowCoreThreadTimeOut(true);
		staysAccusedWhenItsOwnerHasEnded(leaked);
		executor.shutdown();
		assertThat(this.told.lines).containsExactly("leaked dataSource-1 WORK_ENDED");
	}

	@Test
	void whenItsForkJoinPoolEnds() throws Exception {
		ForkJoinPool executor = new ForkJoinPool(1);
		Checkout leaked = executor.submit(this::borrow).get();
		becomesLeaked(leaked);
		executor.shutdown();
		staysAccusedWhenItsOwnerHasEnded(leaked);
		assertThat(this.told.lines).containsExactly("leaked dataSource-1 WORK_ENDED");
	}

	@Test
	void whenItsScheduledExecutorEnds() throws Exception {
		ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
		Checkout leaked = executor.schedule(this::borrow, 1, TimeUnit.MILLISECONDS).get();
		becomesLeaked(leaked);
		executor.shutdownNow();
		staysAccusedWhenItsOwnerHasEnded(leaked);
		assertThat(this.told.lines).containsExactly("leaked dataSource-1 WORK_ENDED");
	}

	@Test
	void whenItsWorkerRunsOneMoreTask() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(1);
		Checkout leaked = executor.submit(this::borrow).get();
		becomesLeaked(leaked);
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		executor.execute(() -> {
			running.countDown();
			awaitUninterruptibly(release);
		});
		running.await();
		staysLeaked(leaked);
		release.countDown();
		executor.shutdown();
		staysAccusedWhenItsOwnerHasEnded(leaked);
		assertThat(this.told.lines).containsExactly("leaked dataSource-1 WORK_ENDED");
	}

	@Test
	void whenItsTimerEnds() throws Exception {
		Timer timer = new Timer();
		CompletableFuture<Checkout> borrowed = new CompletableFuture<>();
		timer.schedule(new TimerTask() {

			@Override
			public void run() {
				borrowed.complete(borrow());
			}

		}, 1);
		Checkout leaked = borrowed.get();
		TestPools.await().until(() -> look(2).isAccusation());
		timer.cancel();
		staysAccusedWhenItsOwnerHasEnded(leaked);
		assertThat(look(20)).isEqualTo(Judgement.leaked(Reason.WORK_ENDED));
		assertThat(this.told.lines).doesNotContain("used dataSource-1", "returned dataSource-1");
	}

	private static boolean isWaiting(Borrower owner) {
		Thread thread = owner.thread();
		return thread != null
				&& (thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void becomesLeaked(Checkout checkout) {
		// simulated minutes pass below, in which a worker that does not wait yet becomes
		// suspect
		TestPools.await().until(() -> isWaiting(checkout.owner()));
		TestPools.await().until(() -> {
			this.watch.check(this.now);
			this.now += 20 * SECOND;
			return this.judge.judge(checkout, this.now).verdict() == Verdict.LEAKED;
		});
		this.watch.check(this.now);
	}

	private void staysAccusedWhenItsOwnerHasEnded(Checkout checkout) {
		Verdict before = this.judge.judge(checkout, this.now).verdict();
		TestPools.await().until(() -> {
			Verdict verdict = look(0).verdict();
			assertThat(verdict).isGreaterThanOrEqualTo(before);
			return checkout.owner().hasEnded();
		});
		assertThat(look(1).verdict()).isGreaterThanOrEqualTo(before);
	}

	private void staysLeaked(Checkout checkout) {
		for (int i = 0; i < 20; i++) {
			look(1);
			assertThat(this.judge.judge(checkout, this.now).verdict()).isEqualTo(Verdict.LEAKED);
		}
	}

	/** Looks after some seconds, and tells the verdict on the youngest checkout. */
	private Judgement look(long seconds) {
		this.now += seconds * SECOND + SECOND / 5;
		this.watch.check(this.now);
		var open = this.pool.ledger().oldestFirst();
		return this.judge.judge(open.get(open.size() - 1), this.now);
	}

	private Checkout borrow() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

}

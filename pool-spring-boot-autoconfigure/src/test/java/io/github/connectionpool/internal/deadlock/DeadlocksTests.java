package io.github.connectionpool.internal.deadlock;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.Evidence;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.reclaim.ReclaimPolicy;
import io.github.connectionpool.internal.verdict.Judge;
import io.github.connectionpool.internal.verdict.LeakTimes;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.Deadlock;

import static org.assertj.core.api.Assertions.assertThat;

class DeadlocksTests {

	private final TestPools.Numbers numbers = new TestPools.Numbers();

	private final MonitoredPool pool = TestPools.pool("dataSource", this.numbers);

	private final HoldingThreads threads = new HoldingThreads();

	private final Judge judge = TestPools.judge(Duration.ofMinutes(5));

	private ReclaimPolicy reclaim = ReclaimPolicy.NEVER;

	@AfterEach
	void end() throws InterruptedException {
		this.threads.end();
	}

	@Test
	void allConnectionsAreHeldByThreadsThatWait() throws Exception {
		nested().nested();
		Deadlock deadlock = find(full(2, 2));
		assertThat(deadlock).isNotNull();
		assertThat(deadlock.pool()).isEqualTo("dataSource");
		assertThat(deadlock.max()).isEqualTo(2);
		assertThat(deadlock.causes()).containsExactly(Deadlock.Cause.NESTED_BORROW);
	}

	@Test
	void oneThatDoesNotWaitWillGiveItsConnectionBack() throws Exception {
		nested();
		this.threads.start(this.pool, 1, null);
		assertThat(find(full(2, 1))).isNull();
	}

	@Test
	void onesThatArePastTheMaximumAndDoNotWaitWillGiveTheirConnectionsBack() throws Exception {
		// as when the maximum was lowered
		nested().nested();
		this.threads.start(this.pool, 1, null);
		assertThat(find(full(2, 2))).isNull();
	}

	@Test
	void allThatAreOutAreToldOfWhereTheMaximumWasLowered() throws Exception {
		nested().nested().nested();
		Deadlock deadlock = find(new ConnectionCounts(3, 0, 2, 2, 3));
		assertThat(deadlock).isNotNull();
		assertThat(deadlock.max()).isEqualTo(3);
		assertThat(deadlock.text()).contains("all 3 connections are held").contains(": 3 borrowed at ");
	}

	@Test
	void aLeakIsToldOfBesideThoseThatWaitWhereTheMaximumWasLowered() throws Exception {
		nested().nested();
		Checkout leaked = TestPools.onThread("gone", this::borrow);
		leaked.ownerSeen(Evidence.Owner.ENDED, System.nanoTime());
		Deadlock deadlock = find(new ConnectionCounts(3, 0, 1, 1, 3), Duration.ofMinutes(1));
		assertThat(deadlock).isNotNull();
		assertThat(deadlock.text()).contains("the 2 connections that are not leaked")
			.contains("The other 1 is leaked.");
	}

	@Test
	void aConnectionThatIsFreeWillDo() throws Exception {
		nested().nested();
		assertThat(find(full(3, 2))).isNull();
	}

	@Test
	void whoseMaximumIsNotKnownCanHaveNone() throws Exception {
		nested().nested();
		assertThat(find(new ConnectionCounts(2, null, null, null, null))).isNull();
	}

	@Test
	void anEmptyPoolHasNone() {
		assertThat(find(full(0, 0))).isNull();
	}

	@Test
	void allThatWaitNeedTwoAtOnce() throws Exception {
		nested().nested().nested();
		Deadlock deadlock = find(full(3, 5));
		assertThat(deadlock).isNotNull();
		assertThat(deadlock.threads()).isEqualTo(5);
		assertThat(deadlock.connectionsPerThread()).isEqualTo(2);
		assertThat(deadlock.sizeThatWouldDo()).isEqualTo(5 * (2 - 1) + 1);
	}

	@Test
	void theThreadThatHoldsTheMostCounts() throws Exception {
		this.threads.start(this.pool, 2, this.pool);
		nested();
		Deadlock deadlock = find(full(3, 2));
		assertThat(deadlock).isNotNull();
		assertThat(deadlock.threads()).isEqualTo(2);
		assertThat(deadlock.connectionsPerThread()).isEqualTo(3);
		assertThat(deadlock.sizeThatWouldDo()).isEqualTo(2 * (3 - 1) + 1);
		assertThat(deadlock.text()).contains("A thread needs 3 at once here.")
			.contains("With 2 threads, as there are now, 5 connections would do");
	}

	@Test
	void wherePoolsDoNotTellTheirQueueThoseThatHoldAreCounted() throws Exception {
		nested().nested();
		Deadlock deadlock = find(new ConnectionCounts(2, 0, 2, 2, null));
		assertThat(deadlock).isNotNull();
		assertThat(deadlock.threads()).isEqualTo(2);
		assertThat(deadlock.sizeThatWouldDo()).isEqualTo(3);
	}

	@Test
	void whoDoTheSameAreOneGroupTheLargestFirst() throws Exception {
		this.threads.startElsewhere(this.pool, this.pool);
		nested().nested();
		Deadlock deadlock = find(full(3, 3));
		assertThat(deadlock).isNotNull();
		assertThat(deadlock.holders()).extracting(Deadlock.Holder::connections).containsExactly(2, 1);
		assertThat(deadlock.holders().get(0).holdsAt()).contains("HoldingThreads.borrow(");
		assertThat(deadlock.holders().get(1).holdsAt()).contains("HoldingThreads.borrowElsewhere(");
		assertThat(deadlock.text()).contains("2 borrowed at " + deadlock.holders().get(0).holdsAt()
				+ " by threads that wait at " + deadlock.holders().get(0).waitsAt() + "; 1 borrowed at ");
	}

	@Test
	void aConnectionThatAnotherThreadGivesBackMayComeBack() throws Exception {
		nested().nested();
		assertThat(find(full(2, 2))).isNotNull();
		this.pool.handedOn().add(this.threads.checkouts().get(0), System.nanoTime());
		assertThat(find(full(2, 2))).as("where connections are handed on").isNull();
	}

	@Test
	void aConnectionThatAnotherThreadUsesMayComeBack() throws Exception {
		nested().nested();
		Deadlocks deadlocks = deadlocks();
		this.numbers.counts(full(2, 2));
		assertThat(deadlocks.find(this.pool, System.nanoTime())).isNotNull();
		// its owner waits, so that the user is another
		this.threads.checkouts().get(0).used();
		assertThat(deadlocks.find(this.pool, System.nanoTime())).isNull();
	}

	@Test
	void aGetterThatAnotherThreadCallsIsAUse() throws Exception {
		nested().nested();
		Deadlocks deadlocks = deadlocks();
		this.numbers.counts(full(2, 2));
		assertThat(deadlocks.find(this.pool, System.nanoTime())).isNotNull();
		this.threads.checkouts().get(0).touched();
		assertThat(deadlocks.find(this.pool, System.nanoTime())).isNull();
	}

	@Test
	void aConnectionOfALineThatIsNotKnownMayBeHandedOnUntilItHasLainForLong() throws Exception {
		this.threads.startOnce(this.pool).startOnce(this.pool);
		Deadlocks deadlocks = deadlocks();
		this.numbers.counts(full(2, 2));
		long now = System.nanoTime();
		long quiet = LeakTimes.DEFAULTS.quiet().toNanos();
		assertThat(deadlocks.find(this.pool, now)).isNull();
		assertThat(deadlocks.find(this.pool, now + quiet - 1)).isNull();
		assertThat(deadlocks.find(this.pool, now + quiet)).isNotNull();
	}

	@Test
	void anotherUseOfALineThatIsNotKnownIsThatOfAnotherThread() throws Exception {
		this.threads.startOnce(this.pool).startOnce(this.pool);
		Deadlocks deadlocks = deadlocks();
		this.numbers.counts(full(2, 2));
		long now = System.nanoTime();
		long quiet = LeakTimes.DEFAULTS.quiet().toNanos();
		assertThat(deadlocks.find(this.pool, now)).isNull();
		this.threads.checkouts().get(0).touched();
		assertThat(deadlocks.find(this.pool, now + quiet)).isNull();
		assertThat(deadlocks.find(this.pool, now + 2 * quiet)).isNull();
	}

	@Test
	void aCallInFlightWhileTheOwnerWaitsIsThatOfAnotherThread() throws Exception {
		nested().nested();
		this.threads.checkouts().get(0).beginStatement("select 1");
		assertThat(find(full(2, 2))).isNull();
	}

	@Test
	void aLeakAmongThemDoesNotComeBackEither() throws Exception {
		nested();
		Checkout leaked = TestPools.onThread("gone", this::borrow);
		leaked.ownerSeen(Evidence.Owner.ENDED, System.nanoTime());
		Deadlock deadlock = find(full(2, 1), Duration.ofMinutes(1));
		assertThat(deadlock).isNotNull();
		assertThat(deadlock.leaked()).isOne();
		assertThat(deadlock.text())
			.contains("the only connection that is not leaked is held by a thread that waits for another one")
			.contains("The other 1 is leaked.");
	}

	/** The snapshot of a check has one verdict on it. */
	@Test
	void aLeakCountsWhenACheckHasJudgedItAndNotBefore() throws Exception {
		nested();
		Checkout leaked = TestPools.onThread("gone", this::borrow);
		leaked.ownerSeen(Evidence.Owner.ENDED, System.nanoTime());
		this.numbers.counts(full(2, 1));
		long later = System.nanoTime() + Duration.ofMinutes(1).toNanos();
		assertThat(deadlocks().find(this.pool, later)).isNull();
		this.judge.judge(leaked, later);
		assertThat(deadlocks().find(this.pool, later)).isNotNull();
	}

	@Test
	void aLeakThatIsReclaimedComesBack() throws Exception {
		this.reclaim = ReclaimPolicy.LEAKED;
		nested();
		Checkout leaked = TestPools.onThread("gone", this::borrow);
		leaked.ownerSeen(Evidence.Owner.ENDED, System.nanoTime());
		assertThat(find(full(2, 1), Duration.ofMinutes(1))).isNull();
	}

	@Test
	void leaksAloneAreNoDeadlock() throws Exception {
		Checkout leaked = TestPools.onThread("gone", this::borrow);
		leaked.ownerSeen(Evidence.Owner.ENDED, System.nanoTime());
		assertThat(find(full(1, 3), Duration.ofMinutes(1))).isNull();
	}

	@Test
	void crossedPoolsAreNamed() throws Exception {
		TestPools.Numbers otherNumbers = new TestPools.Numbers().counts(full(1, 1));
		MonitoredPool other = TestPools.pool("other", otherNumbers);
		this.threads.start(this.pool, 1, other).start(other, 1, this.pool);
		Deadlock deadlock = find(full(1, 1));
		assertThat(deadlock).isNotNull();
		assertThat(deadlock.causes()).containsExactly(Deadlock.Cause.OTHER_POOL);
		assertThat(deadlock.otherPools()).containsExactly("other");
		assertThat(deadlock.sizeThatWouldDo()).isNull();
		assertThat(deadlock.text()).contains("for a connection of pool 'other'")
			.contains("from the pools 'dataSource' and 'other' in the same order");
		otherNumbers.counts(full(2, 1));
		assertThat(find(full(1, 1))).as("while the other pool may open one more").isNull();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void noSizeWouldDoForVirtualThreads() throws Exception {
		CountDownLatch ready = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		Thread thread = (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class)
			.invoke(null, (Runnable) () -> {
				for (int i = 0; i < 2; i++) {
					Checkout checkout = borrow();
					if (i == 0) {
						this.pool.returned(checkout);
					}
				}
				Borrower.current().beginWait(this.pool, System.nanoTime() - Duration.ofSeconds(1).toNanos());
				ready.countDown();
				HoldingThreads.await(end);
			});
		ready.await();
		Deadlock deadlock = find(full(1, 1));
		end.countDown();
		thread.join();
		assertThat(deadlock).isNotNull();
		assertThat(deadlock.unbounded()).isTrue();
		assertThat(deadlock.sizeThatWouldDo()).isNull();
		assertThat(deadlock.text()).contains("no size of the pool would do");
	}

	private DeadlocksTests nested() throws InterruptedException {
		this.threads.start(this.pool, 1, this.pool);
		return this;
	}

	private @Nullable Deadlock find(ConnectionCounts counts) {
		return find(counts, Duration.ZERO);
	}

	private @Nullable Deadlock find(ConnectionCounts counts, Duration later) {
		this.numbers.counts(counts);
		long now = System.nanoTime() + later.toNanos();
		this.pool.ledger().oldestFirst().forEach((checkout) -> this.judge.judge(checkout, now));
		return deadlocks().find(this.pool, now);
	}

	private Deadlocks deadlocks() {
		return new Deadlocks(this.judge.times().quiet(), this.reclaim);
	}

	private static ConnectionCounts full(int max, int pending) {
		return new ConnectionCounts(max, 0, max, max, pending);
	}

	private Checkout borrow() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

}

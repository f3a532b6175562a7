package io.github.connectionpool.leak;

import java.util.List;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.checkout.Borrower;
import io.github.connectionpool.checkout.Checkout;
import io.github.connectionpool.checkout.ConnectionCounts;
import io.github.connectionpool.checkout.Context;
import io.github.connectionpool.checkout.Pool;

import static org.assertj.core.api.Assertions.assertThat;

class DeadlocksTests {

	private final Pool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	@Test
	void allConnectionsAreHeldByThreadsThatWait() throws Exception {
		Deadlock deadlock = Deadlocks.find(this.pool, List.of(onThread(), onThread()), 2, full(2, 2),
				System.nanoTime());
		assertThat(deadlock).isNotNull();
		assertThat(deadlock.pool()).isEqualTo("dataSource");
		assertThat(deadlock.max()).isEqualTo(2);
	}

	@Test
	void oneThatDoesNotWaitWillGiveItsConnectionBack() throws Exception {
		assertThat(Deadlocks.find(this.pool, List.of(onThread(), onThread()), 1, full(2, 1), System.nanoTime()))
			.isNull();
	}

	@Test
	void onesThatArePastTheMaximumAndDoNotWaitWillGiveTheirConnectionsBack() throws Exception {
		// as when the maximum was lowered
		assertThat(Deadlocks.find(this.pool, List.of(onThread(), onThread(), onThread()), 2, full(2, 2),
				System.nanoTime()))
			.isNull();
	}

	@Test
	void aConnectionThatIsFreeWillDo() throws Exception {
		assertThat(Deadlocks.find(this.pool, List.of(onThread(), onThread()), 2, full(3, 2), System.nanoTime()))
			.isNull();
	}

	@Test
	void whoseMaximumIsNotKnownCanHaveNone() throws Exception {
		assertThat(Deadlocks.find(this.pool, List.of(onThread(), onThread()), 2,
				new ConnectionCounts(2, null, null, null, null), System.nanoTime()))
			.isNull();
	}

	@Test
	void anEmptyPoolHasNone() {
		assertThat(Deadlocks.find(this.pool, List.of(), 0, full(0, 0), System.nanoTime())).isNull();
	}

	@Test
	void allThatWaitNeedTwoAtOnce() throws Exception {
		Deadlock deadlock = Deadlocks.find(this.pool, List.of(onThread(), onThread(), onThread()), 3, full(3, 5),
				System.nanoTime());
		assertThat(deadlock).isNotNull();
		assertThat(deadlock.threads()).isEqualTo(5);
		assertThat(deadlock.connectionsPerThread()).isEqualTo(2);
		assertThat(deadlock.sizeThatWouldDo()).isEqualTo(5 * (2 - 1) + 1);
	}

	@Test
	void theThreadThatHoldsTheMostCounts() throws Exception {
		Checkout[] two = TestPools.onThread("worker", () -> new Checkout[] { borrow(), borrow() });
		Deadlock deadlock = Deadlocks.find(this.pool, List.of(two[0], two[1], onThread()), 3, full(3, 2),
				System.nanoTime());
		assertThat(deadlock).isNotNull();
		assertThat(deadlock.threads()).isEqualTo(2);
		assertThat(deadlock.connectionsPerThread()).isEqualTo(3);
		assertThat(deadlock.sizeThatWouldDo()).isEqualTo(2 * (3 - 1) + 1);
		assertThat(deadlock.text()).contains("A thread needs 3 at once here.")
			.contains("With 2 threads, as there are now, 5 connections would do");
	}

	@Test
	void wherePoolsDoNotTellTheirQueueThoseThatHoldAreCounted() throws Exception {
		Deadlock deadlock = Deadlocks.find(this.pool, List.of(onThread(), onThread()), 2,
				new ConnectionCounts(2, 0, 2, 2, null), System.nanoTime());
		assertThat(deadlock).isNotNull();
		assertThat(deadlock.threads()).isEqualTo(2);
		assertThat(deadlock.sizeThatWouldDo()).isEqualTo(3);
	}

	@Test
	void whoDoTheSameAreOneGroupTheLargestFirst() throws Exception {
		Checkout other = TestPools.onThread("worker",
				() -> this.pool.borrowed(System.nanoTime(), Borrower.current(), Context.NONE));
		Checkout first = onThread();
		Deadlock deadlock = Deadlocks.find(this.pool, List.of(other, first, onThread()), 3, full(3, 3),
				System.nanoTime());
		assertThat(deadlock).isNotNull();
		assertThat(deadlock.holders()).containsExactly(new Deadlock.Holder(first.callSiteText(), null, 2),
				new Deadlock.Holder(other.callSiteText(), null, 1));
		assertThat(deadlock.text()).contains("2 borrowed at " + first.callSiteText()
				+ " by threads that wait at an unknown call site; 1 borrowed at " + other.callSiteText());
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void noSizeWouldDoForVirtualThreads() throws Exception {
		FutureTask<Deadlock> find = new FutureTask<>(
				() -> Deadlocks.find(this.pool, List.of(borrow()), 1, full(1, 1), System.nanoTime()));
		Thread thread = (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, find);
		thread.join();
		assertThat(find.get().unbounded()).isTrue();
		assertThat(find.get().sizeThatWouldDo()).isNull();
		assertThat(find.get().text()).contains("no size of the pool would do");
	}

	private static ConnectionCounts full(int max, int pending) {
		return new ConnectionCounts(max, 0, max, max, pending);
	}

	private Checkout onThread() throws Exception {
		return TestPools.onThread("worker", this::borrow);
	}

	private Checkout borrow() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), Context.NONE);
	}

}

package io.github.connectionpool.internal.capture;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.AdaptiveCapture;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.ConnectionCounts;

import static org.assertj.core.api.Assertions.assertThat;

class StackCaptureTests {

	/** The stack of each is taken in any case. */
	private static final Long[] FIRST = { 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L };

	private static final ConnectionCounts CALM = TestPools.counts(49, 100);

	private static final ConnectionCounts HALF = TestPools.counts(50, 100);

	private static final long LONG_AGO = System.nanoTime() - 2 * AdaptiveCapture.ALERT.toNanos();

	@Test
	void alwaysTakesEveryStack() {
		assertThat(withStack(pool(StackCapture.ALWAYS), 130)).hasSize(130);
	}

	@Test
	void neverTakesNoStack() {
		MonitoredPool pool = pool(StackCapture.NEVER);
		pool.checked(HALF, System.nanoTime());
		pool.capture().accused(borrow(pool, CheckoutContext.NONE, 1).get(0), true, System.nanoTime());
		assertThat(withStack(pool, 130)).isEmpty();
	}

	@Test
	void adaptiveTakesTheFirstFewAndASampleWhileThePoolIsCalm() {
		MonitoredPool pool = pool(StackCapture.ADAPTIVE);
		assertThat(withStack(pool, 130)).containsExactly(FIRST);
		pool.checked(CALM, System.nanoTime());
		assertThat(withStack(pool, 130)).containsExactly(162L, 198L, 234L);
	}

	@Test
	void adaptiveTakesEveryStackWhileMoreOfThePoolIsOutThanUsual() {
		MonitoredPool pool = pool(StackCapture.ADAPTIVE);
		pool.checked(HALF, System.nanoTime());
		assertThat(withStack(pool, 130)).hasSize(130);
		pool.checked(CALM, System.nanoTime());
		assertThat(withStack(pool, 130)).containsExactly(131L, 132L, 133L, 134L, 135L, 136L, 137L, 138L, 162L, 198L,
				234L);
	}

	@Test
	void adaptiveTakesTheStacksOfABurstBetweenTwoLooks() {
		MonitoredPool pool = pool(StackCapture.ADAPTIVE);
		pool.checked(TestPools.counts(0, 10), System.nanoTime());
		withStack(pool, FIRST.length);
		pool.checked(TestPools.counts(0, 10), System.nanoTime());
		assertThat(borrow(pool, CheckoutContext.NONE, 10)).extracting(StackCaptureTests::hasStack)
			.containsExactly(false, false, false, false, false, true, true, true, true, true);
	}

	@Test
	void adaptiveTakesEveryStackForAnHourAfterTheLastAccusation() {
		MonitoredPool pool = pool(StackCapture.ADAPTIVE);
		long now = System.nanoTime();
		Checkout suspect = borrow(pool, CheckoutContext.NONE, 1).get(0);
		pool.capture().accused(suspect, false, now - AdaptiveCapture.ALERT.toNanos());
		pool.capture().accused(suspect, false, now);
		assertThat(withStack(pool, 130)).hasSize(130);
		pool.checked(CALM, now + AdaptiveCapture.ALERT.toNanos() - 1);
		assertThat(withStack(pool, 130)).hasSize(130);
		pool.checked(CALM, now + AdaptiveCapture.ALERT.toNanos());
		assertThat(withStack(pool, 130)).containsExactly(262L, 263L, 264L, 265L, 266L, 267L, 268L, 270L, 306L);
	}

	@Test
	void adaptiveIsCalmWhileUseIsUnknown() {
		MonitoredPool pool = pool(StackCapture.ADAPTIVE);
		pool.checked(new ConnectionCounts(50, null, null, null, null), System.nanoTime());
		assertThat(withStack(pool, 130)).containsExactly(FIRST);
	}

	@Test
	void adaptiveTakesTheStackOfWhatHasLeakedBefore() {
		MonitoredPool pool = pool(StackCapture.ADAPTIVE);
		CheckoutContext leaking = new CheckoutContext("place", new CheckoutContext.Request("POST", "/orders"), null,
				"4711");
		CheckoutContext other = new CheckoutContext("place", new CheckoutContext.Request("GET", "/orders"), null,
				"4711");
		borrow(pool, other, FIRST.length);
		borrow(pool, CheckoutContext.NONE, FIRST.length);
		leaked(pool, borrow(pool, leaking, 2).get(1));
		assertThat(hasStack(borrow(pool,
				new CheckoutContext("place", new CheckoutContext.Request("POST", "/orders"), null, "4712"), 1)
			.get(0))).isTrue();
		assertThat(hasStack(borrow(pool, other, 1).get(0))).isFalse();
		assertThat(hasStack(borrow(pool, CheckoutContext.NONE, 1).get(0))).isFalse();
	}

	@Test
	void adaptiveTakesTheStackOfWhatHasLeakedBeforeWithoutAContext() {
		MonitoredPool pool = pool(StackCapture.ADAPTIVE);
		leaked(pool, borrow(pool, CheckoutContext.NONE, 2).get(1));
		assertThat(hasStack(borrow(pool, CheckoutContext.NONE, 1).get(0))).isTrue();
	}

	@Test
	void adaptiveTellsUnitsOfWorkApart() {
		MonitoredPool pool = pool(StackCapture.ADAPTIVE);
		borrow(pool, CheckoutContext.NONE, FIRST.length);
		WorkUnit.run("export", () -> borrow(pool, CheckoutContext.NONE, FIRST.length));
		WorkUnit.run("import", () -> leaked(pool, borrow(pool, CheckoutContext.NONE, 1).get(0)));
		assertThat(hasStack(borrow(pool, CheckoutContext.NONE, 1).get(0))).isFalse();
		WorkUnit.run("export", () -> assertThat(hasStack(borrow(pool, CheckoutContext.NONE, 1).get(0))).isFalse());
		WorkUnit.run("import", () -> assertThat(hasStack(borrow(pool, CheckoutContext.NONE, 1).get(0))).isTrue());
	}

	@Test
	void adaptiveDoesNotRememberWhatWasOnlySuspected() {
		MonitoredPool pool = pool(StackCapture.ADAPTIVE);
		pool.capture().accused(borrow(pool, CheckoutContext.NONE, FIRST.length).get(1), false, LONG_AGO);
		pool.checked(CALM, System.nanoTime());
		assertThat(hasStack(borrow(pool, CheckoutContext.NONE, 1).get(0))).isFalse();
	}

	@Test
	void adaptiveTakesEveryStackWhenTooManyContextsHaveLeakedToRemember() {
		MonitoredPool pool = pool(StackCapture.ADAPTIVE);
		for (int i = 0; i < AdaptiveCapture.MAX_ORIGINS; i++) {
			Checkout checkout = borrow(pool, new CheckoutContext("transaction " + i, null, null, null), 1).get(0);
			leaked(pool, checkout);
			pool.returned(checkout);
		}
		assertThat(withStack(pool, 130)).hasSize(130);
	}

	@Test
	void withoutAStackThereIsNoCallSite() {
		Checkout checkout = pool(StackCapture.NEVER).borrowed(System.nanoTime(), Borrower.current(),
				CheckoutContext.NONE);
		assertThat(checkout.callSite()).isNull();
	}

	/** Long ago, so that only what is remembered for good is a reason. */
	private static void leaked(MonitoredPool pool, Checkout checkout) {
		pool.capture().accused(checkout, true, LONG_AGO);
		pool.checked(CALM, System.nanoTime());
	}

	private static boolean hasStack(Checkout checkout) {
		return checkout.stack().length > 0;
	}

	private static List<Checkout> borrow(MonitoredPool pool, CheckoutContext context, int times) {
		List<Checkout> borrowed = new ArrayList<>();
		for (int i = 0; i < times; i++) {
			borrowed.add(pool.borrowed(System.nanoTime(), Borrower.current(), context));
		}
		return borrowed;
	}

	/** Borrows so often, and tells which of the borrows have a stack. */
	private static List<Long> withStack(MonitoredPool pool, int borrows) {
		List<Long> sequences = new ArrayList<>();
		for (int i = 0; i < borrows; i++) {
			Checkout checkout = pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
			if (hasStack(checkout)) {
				sequences.add(checkout.sequence());
			}
			pool.returned(checkout);
		}
		return sequences;
	}

	private static MonitoredPool pool(StackCapture stackCapture) {
		return new MonitoredPool("dataSource", "com.example.ThePool", new TestPools.Numbers(), new CallSites(List.of()),
				stackCapture, TestPools.THRESHOLDS, Eviction.ABORT);
	}

}

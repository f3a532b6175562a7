package io.github.connectionpool.checkout;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;

import static org.assertj.core.api.Assertions.assertThat;

class StackCaptureTests {

	private static final ConnectionCounts CALM = TestPools.counts(49, 100);

	private static final ConnectionCounts HALF = TestPools.counts(50, 100);

	private static final long LONG_AGO = System.nanoTime() - 2 * StackReasons.ALERT.toNanos();

	@Test
	void alwaysTakesEveryStack() {
		assertThat(withStack(pool(StackCapture.ALWAYS), 130)).hasSize(130);
	}

	@Test
	void neverTakesNoStack() {
		Pool pool = pool(StackCapture.NEVER);
		pool.looked(HALF, System.nanoTime());
		pool.accused(borrow(pool, Context.NONE, 1).get(0), true, System.nanoTime());
		assertThat(withStack(pool, 130)).isEmpty();
	}

	@Test
	void adaptiveTakesASampleWhileThePoolIsCalm() {
		Pool pool = pool(StackCapture.ADAPTIVE);
		assertThat(withStack(pool, 130)).containsExactly(1L, 65L, 129L);
		pool.looked(CALM, System.nanoTime());
		assertThat(withStack(pool, 130)).containsExactly(193L, 257L);
	}

	@Test
	void adaptiveTakesEveryStackWhileMoreOfThePoolIsOutThanUsual() {
		Pool pool = pool(StackCapture.ADAPTIVE);
		pool.looked(HALF, System.nanoTime());
		assertThat(withStack(pool, 130)).hasSize(130);
		pool.looked(CALM, System.nanoTime());
		assertThat(withStack(pool, 130)).containsExactly(193L, 257L);
	}

	@Test
	void adaptiveTakesTheStacksOfABurstBetweenTwoLooks() {
		Pool pool = pool(StackCapture.ADAPTIVE);
		pool.looked(TestPools.counts(0, 10), System.nanoTime());
		assertThat(borrow(pool, Context.NONE, 10)).extracting(StackCaptureTests::hasStack)
			.containsExactly(true, false, false, false, false, true, true, true, true, true);
	}

	@Test
	void adaptiveTakesEveryStackForAnHourAfterTheLastAccusation() {
		Pool pool = pool(StackCapture.ADAPTIVE);
		long now = System.nanoTime();
		Checkout suspect = borrow(pool, Context.NONE, 1).get(0);
		pool.accused(suspect, false, now - StackReasons.ALERT.toNanos());
		pool.accused(suspect, false, now);
		assertThat(withStack(pool, 130)).hasSize(130);
		pool.looked(CALM, now + StackReasons.ALERT.toNanos() - 1);
		assertThat(withStack(pool, 130)).hasSize(130);
		pool.looked(CALM, now + StackReasons.ALERT.toNanos());
		assertThat(withStack(pool, 130)).containsExactly(321L, 385L);
	}

	@Test
	void adaptiveIsCalmWhileUseIsUnknown() {
		Pool pool = pool(StackCapture.ADAPTIVE);
		pool.looked(new ConnectionCounts(50, null, null, null, null), System.nanoTime());
		assertThat(withStack(pool, 130)).containsExactly(1L, 65L, 129L);
	}

	@Test
	void adaptiveTakesTheStackOfWhatHasLeakedBefore() {
		Pool pool = pool(StackCapture.ADAPTIVE);
		Context leaking = new Context("place", new Context.Request("POST", "/orders"), null, "4711");
		leaked(pool, borrow(pool, leaking, 2).get(1));
		assertThat(hasStack(
				borrow(pool, new Context("place", new Context.Request("POST", "/orders"), null, "4712"), 1).get(0)))
			.isTrue();
		assertThat(hasStack(
				borrow(pool, new Context("place", new Context.Request("GET", "/orders"), null, "4711"), 1).get(0)))
			.isFalse();
		assertThat(hasStack(borrow(pool, Context.NONE, 1).get(0))).isFalse();
	}

	@Test
	void adaptiveTakesTheStackOfWhatHasLeakedBeforeWithoutAContext() {
		Pool pool = pool(StackCapture.ADAPTIVE);
		leaked(pool, borrow(pool, Context.NONE, 2).get(1));
		assertThat(hasStack(borrow(pool, Context.NONE, 1).get(0))).isTrue();
	}

	@Test
	void adaptiveTellsUnitsOfWorkApart() {
		Pool pool = pool(StackCapture.ADAPTIVE);
		borrow(pool, Context.NONE, 1);
		Work.run("import", () -> leaked(pool, borrow(pool, Context.NONE, 1).get(0)));
		assertThat(hasStack(borrow(pool, Context.NONE, 1).get(0))).isFalse();
		Work.run("export", () -> assertThat(hasStack(borrow(pool, Context.NONE, 1).get(0))).isFalse());
		Work.run("import", () -> assertThat(hasStack(borrow(pool, Context.NONE, 1).get(0))).isTrue());
	}

	@Test
	void adaptiveDoesNotRememberWhatWasOnlySuspected() {
		Pool pool = pool(StackCapture.ADAPTIVE);
		pool.accused(borrow(pool, Context.NONE, 2).get(1), false, LONG_AGO);
		pool.looked(CALM, System.nanoTime());
		assertThat(hasStack(borrow(pool, Context.NONE, 1).get(0))).isFalse();
	}

	@Test
	void adaptiveTakesEveryStackWhenTooManyContextsHaveLeakedToRemember() {
		Pool pool = pool(StackCapture.ADAPTIVE);
		for (int i = 0; i < StackReasons.MAX_ORIGINS; i++) {
			Checkout checkout = borrow(pool, new Context("transaction " + i, null, null, null), 1).get(0);
			leaked(pool, checkout);
			pool.returned(checkout);
		}
		assertThat(withStack(pool, 130)).hasSize(130);
	}

	@Test
	void withoutAStackThereIsNoCallSite() {
		Checkout checkout = pool(StackCapture.NEVER).borrowed(System.nanoTime(), Borrower.current(), Context.NONE);
		assertThat(checkout.callSite()).isNull();
	}

	/** Long ago, so that only what is remembered for good is a reason. */
	private static void leaked(Pool pool, Checkout checkout) {
		pool.accused(checkout, true, LONG_AGO);
		pool.looked(CALM, System.nanoTime());
	}

	private static boolean hasStack(Checkout checkout) {
		return checkout.stack().length > 0;
	}

	private static List<Checkout> borrow(Pool pool, Context context, int times) {
		List<Checkout> borrowed = new ArrayList<>();
		for (int i = 0; i < times; i++) {
			borrowed.add(pool.borrowed(System.nanoTime(), Borrower.current(), context));
		}
		return borrowed;
	}

	/** Borrows so often, and tells which of the borrows have a stack. */
	private static List<Long> withStack(Pool pool, int borrows) {
		List<Long> sequences = new ArrayList<>();
		for (int i = 0; i < borrows; i++) {
			Checkout checkout = pool.borrowed(System.nanoTime(), Borrower.current(), Context.NONE);
			if (hasStack(checkout)) {
				sequences.add(checkout.sequence());
			}
			pool.returned(checkout);
		}
		return sequences;
	}

	private static Pool pool(StackCapture stackCapture) {
		return new Pool("dataSource", "com.example.ThePool", new TestPools.Numbers(), new CallSites(List.of()),
				stackCapture, TestPools.THRESHOLDS, Eviction.ABORT);
	}

}

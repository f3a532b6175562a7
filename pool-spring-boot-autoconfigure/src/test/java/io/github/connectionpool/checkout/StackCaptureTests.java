package io.github.connectionpool.checkout;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;

import static org.assertj.core.api.Assertions.assertThat;

class StackCaptureTests {

	private static final ConnectionCounts CALM = TestPools.counts(49, 100);

	private static final ConnectionCounts HALF = TestPools.counts(50, 100);

	@Test
	void alwaysTakesEveryStack() {
		assertThat(withStack(pool(StackCapture.ALWAYS), 130)).hasSize(130);
	}

	@Test
	void neverTakesNoStack() {
		Pool pool = pool(StackCapture.NEVER);
		pool.looked(HALF, true, System.nanoTime());
		assertThat(withStack(pool, 130)).isEmpty();
	}

	@Test
	void adaptiveTakesASampleWhileThePoolIsCalm() {
		Pool pool = pool(StackCapture.ADAPTIVE);
		assertThat(withStack(pool, 130)).containsExactly(1L, 65L, 129L);
		pool.looked(CALM, false, System.nanoTime());
		assertThat(withStack(pool, 130)).containsExactly(193L, 257L);
	}

	@Test
	void adaptiveTakesEveryStackFromHalfUseOn() {
		Pool pool = pool(StackCapture.ADAPTIVE);
		pool.looked(HALF, false, System.nanoTime());
		assertThat(withStack(pool, 130)).hasSize(130);
	}

	@Test
	void adaptiveTakesEveryStackWhileThereAreSuspects() {
		Pool pool = pool(StackCapture.ADAPTIVE);
		pool.looked(CALM, true, System.nanoTime());
		assertThat(withStack(pool, 130)).hasSize(130);
	}

	@Test
	void adaptiveCalmsDown() {
		Pool pool = pool(StackCapture.ADAPTIVE);
		pool.looked(HALF, true, System.nanoTime());
		pool.looked(CALM, false, System.nanoTime());
		assertThat(withStack(pool, 130)).containsExactly(1L, 65L, 129L);
	}

	@Test
	void adaptiveIsCalmWhileUseIsUnknown() {
		Pool pool = pool(StackCapture.ADAPTIVE);
		pool.looked(new ConnectionCounts(50, null, null, null, null), false, System.nanoTime());
		assertThat(withStack(pool, 130)).containsExactly(1L, 65L, 129L);
	}

	@Test
	void withoutAStackThereIsNoCallSite() {
		Checkout checkout = pool(StackCapture.NEVER).borrowed(System.nanoTime(), Borrower.current(), Context.NONE);
		assertThat(checkout.callSite()).isNull();
	}

	/** Borrows so often, and tells which of the borrows have a stack. */
	private static List<Long> withStack(Pool pool, int borrows) {
		List<Long> sequences = new ArrayList<>();
		for (int i = 0; i < borrows; i++) {
			Checkout checkout = pool.borrowed(System.nanoTime(), Borrower.current(), Context.NONE);
			if (checkout.stack().length > 0) {
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

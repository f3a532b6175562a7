package io.github.connectionpool.internal.checkout;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;

class CheckoutRevocationDuringCallTests {

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	@Test
	void aCallThatEndsDuringTheClaimIsAUse() throws Exception {
		for (int round = 0; round < 100; round++) {
			Checkout borrowed = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
			borrowed.beginStatement("select 1");
			CountDownLatch ready = new CountDownLatch(1);
			FutureTask<Boolean> claim = new FutureTask<>(() -> {
				ready.countDown();
				return borrowed.revokeUnlessUsed(borrowed.uses(), "it was leaked");
			});
			Thread thread = new Thread(claim);
			thread.start();
			ready.await();
			TestPools.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING || claim.isDone());
			borrowed.end();
			assertThat(claim.get()).as("taken back in round %s", round).isFalse();
		}
	}

}

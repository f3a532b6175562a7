package io.github.connectionpool.internal.watch;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.connectionpool.CountsOnly;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class LeakEdgeCaseTests {

	private final Told told = new Told();

	@Test
	void aSuspectIsReportedWithTheVerdictThatRaisedIt() {
		MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());
		pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		this.told.watch(pool).check(System.nanoTime() + Duration.ofMinutes(5).toNanos());
		assertThat(this.told.suspected).singleElement()
			.extracting((report) -> report.judgement().verdict())
			.isEqualTo(Verdict.SUSPECT);
	}

	@Test
	void anErrorDoesNotStopTheNextLooks() {
		AtomicInteger looks = new AtomicInteger();
		PoolRegistry pools = new PoolRegistry();
		CountsOnly broken = () -> {
			looks.incrementAndGet();
			throw new OutOfMemoryError("unable to create native thread");
		};
		pools.add(TestPools.pool("dataSource", broken));
		Watcher watcher = new Watcher(pools, WatchSettings.every(Duration.ofMillis(1)),
				new PoolMonitor(pools, new Reporter(TestPools.judge(Duration.ofDays(1)))), this.told);
		watcher.start();
		try {
			TestPools.await().until(() -> looks.get() >= 2);
		}
		finally {
			watcher.stop();
		}
	}

}

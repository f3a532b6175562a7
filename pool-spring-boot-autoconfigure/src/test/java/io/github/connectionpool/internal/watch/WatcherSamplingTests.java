package io.github.connectionpool.internal.watch;

import java.time.Duration;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.load.PoolLoad;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The load of a pool is sampled by the watcher.
 */
class WatcherSamplingTests {

	private static final Duration NO_CHECK_MEANWHILE = Duration.ofSeconds(20);

	private final PoolRegistry pools = new PoolRegistry();

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final PoolMonitor monitor = new PoolMonitor(this.pools, new Reporter(TestPools.judge(Duration.ofDays(1))));

	@Test
	void samplesAreTakenBetweenTwoChecks() {
		this.pools.add(this.pool);
		this.pool.borrowed(System.nanoTime(), Borrower.current(), new CheckoutContext(null, null, "export", null));
		Watcher watcher = new Watcher(this.pools, WatchSettings.every(NO_CHECK_MEANWHILE), this.monitor, new Told());
		watcher.start();
		try {
			TestPools.await().until(() -> load().ofMinutes() != null);
		}
		finally {
			watcher.stop();
		}
		assertThat(Objects.requireNonNull(load().ofMinutes()).origins()).singleElement().satisfies((origin) -> {
			assertThat(origin.name()).isEqualTo("export");
			assertThat(origin.share().connections()).isPositive();
		});
		assertThat(this.pool.ledger().borrows()).as("a sample borrows nothing").isOne();
	}

	private PoolLoad load() {
		return this.monitor.history(this.pool).load();
	}

}

package io.github.connectionpool.internal.watch;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.PoolSnapshot;
import io.github.connectionpool.report.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection whose borrower has ended, in an application that stands still for an hour:
 * at a breakpoint, or between checkpoint and restore.
 */
class WatcherStandstillTests {

	private static final Duration INTERVAL = Duration.ofMillis(1);

	private final PoolRegistry pools = new PoolRegistry();

	private final Told told = new Told();

	private final PoolMonitor monitor = TestPools.monitor(this.pools);

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final AtomicInteger checks = new AtomicInteger();

	private final AtomicLong ahead = new AtomicLong();

	private final Watcher watcher = new Watcher(this.pools, WatchSettings.every(INTERVAL), this.monitor, this.told,
			() -> System.nanoTime() + this.ahead.get());

	@BeforeEach
	void borrowOnAThreadThatEnds() throws InterruptedException {
		this.pools.add(this.pool);
		this.pool.beforeCheck(this.checks::incrementAndGet);
		Thread thread = new Thread(
				() -> this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE));
		thread.start();
		thread.join();
		this.watcher.start();
		awaitChecks();
		// old enough that its borrower is looked at
		goOn(1);
	}

	@AfterEach
	void stop() {
		this.watcher.stop();
	}

	@Test
	void aJumpOfTheClockIsNoTimeWithoutAUse() {
		this.ahead.addAndGet(Duration.ofHours(1).toNanos());
		awaitChecks();
		assertThat(this.told.leaked).isEmpty();
		assertThat(last().count(Verdict.LEAKED)).isZero();
	}

	@Test
	void theTimeBetweenAStopAndAStartIsNoTimeWithoutAUse() {
		this.watcher.stop();
		this.ahead.addAndGet(Duration.ofHours(1).toNanos());
		this.watcher.start();
		awaitChecks();
		assertThat(this.told.leaked).isEmpty();
		assertThat(last().count(Verdict.LEAKED)).isZero();
	}

	@Test
	void timeInWhichChecksWereMadeCountsAfterwardsAsBefore() {
		this.ahead.addAndGet(Duration.ofHours(1).toNanos());
		awaitChecks();
		goOn(24);
		assertThat(this.told.lines).contains("leaked dataSource-1 OWNER_ENDED");
	}

	@Test
	void anAccusationOutlivesIt() {
		goOn(24);
		this.ahead.addAndGet(Duration.ofHours(1).toNanos());
		awaitChecks();
		assertThat(last().count(Verdict.LEAKED)).isOne();
		assertThat(this.told.lines).doesNotContain("used dataSource-1");
	}

	/** In steps in which a check may be late on a busy machine, too. */
	private void goOn(int seconds) {
		for (int i = 0; i < seconds; i++) {
			this.ahead.addAndGet(Duration.ofSeconds(1).toNanos());
			awaitChecks();
		}
	}

	/** Those of two checks that have begun after the call are complete. */
	private void awaitChecks() {
		int before = this.checks.get();
		TestPools.await().until(() -> this.checks.get() >= before + 3);
	}

	private PoolSnapshot last() {
		return this.monitor.snapshot(this.pool, Duration.ofDays(1));
	}

}

package io.github.connectionpool.internal.watch;

import java.time.Duration;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.jdbc.MonitoredDataSource;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.verdict.LeakTimes;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.Deadlock;

/**
 * A real pool with its watch, which takes the tests of this package for the application.
 */
final class RealPool {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	final HikariDataSource hikari;

	final MonitoredPool pool;

	final MonitoredDataSource dataSource;

	final Told told = new Told();

	final PoolWatch watch;

	RealPool(String name, int max, StackCapture capture) {
		this.hikari = TestPools.hikari(max);
		this.pool = new MonitoredPool(name, "com.example.ThePool", TestPools.statistics(this.hikari),
				new CallSites(List.of("io.github.connectionpool.internal.watch")), capture, TestPools.THRESHOLDS,
				Eviction.ABORT);
		this.dataSource = new MonitoredDataSource(this.hikari, this.pool, () -> CheckoutContext.NONE);
		this.watch = this.told.watch(this.pool);
	}

	/**
	 * The deadlock that two checks have found, the second when the connections have lain
	 * for long.
	 */
	@Nullable Deadlock look() {
		this.told.deadlocks.clear();
		long now = System.nanoTime() + SECOND;
		this.watch.check(now);
		this.watch.check(now + LeakTimes.DEFAULTS.quiet().toNanos());
		return this.told.deadlocks.isEmpty() ? null : this.told.deadlocks.get(0);
	}

	/** All connections are out, and this many threads wait for one. */
	void awaitQueue(int waiting) {
		TestPools.await()
			.until(() -> this.hikari.getHikariPoolMXBean() != null
					&& this.hikari.getHikariPoolMXBean().getActiveConnections() == this.hikari.getMaximumPoolSize()
					&& this.hikari.getHikariPoolMXBean().getThreadsAwaitingConnection() == waiting);
	}

}

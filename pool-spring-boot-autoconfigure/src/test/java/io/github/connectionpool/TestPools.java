package io.github.connectionpool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.endpoint.Knowledge;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.finding.Advisor;
import io.github.connectionpool.internal.finding.ApplicationAdvice;
import io.github.connectionpool.internal.finding.PoolTimeouts;
import io.github.connectionpool.internal.poll.DatabaseWatcher;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.pool.OwnConnections;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.internal.product.PoolProducts;
import io.github.connectionpool.internal.reclaim.Evictor;
import io.github.connectionpool.internal.server.ReadSettings;
import io.github.connectionpool.internal.server.ServerRegistry;
import io.github.connectionpool.internal.timing.UtilizationThresholds;
import io.github.connectionpool.internal.verdict.Judge;
import io.github.connectionpool.internal.verdict.LeakTimes;
import io.github.connectionpool.internal.verdict.PoolCondition;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.internal.watch.PoolMonitor;
import io.github.connectionpool.internal.watch.WatchListener;
import io.github.connectionpool.internal.watch.WatchSettings;
import io.github.connectionpool.internal.watch.Watcher;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.Deadlock;
import io.github.connectionpool.report.ExhaustionReport;
import io.github.connectionpool.report.Finding;
import io.github.connectionpool.report.PoolSnapshot;
import io.github.connectionpool.report.UtilizationLevel;

/**
 * Monitored pools, most of them without a database behind them.
 */
@NullMarked
public final class TestPools {

	/** The default levels, but at once. */
	public static final UtilizationThresholds THRESHOLDS = new UtilizationThresholds(0.80, 0.95, Duration.ZERO);

	private static final CallSites CALL_SITES = new CallSites(List.of("io.github.connectionpool"));

	private TestPools() {
	}

	/**
	 * A pool that takes the stack of every borrow and takes the tests for the
	 * application.
	 */
	public static MonitoredPool pool(String name, PoolStatistics statistics) {
		return new MonitoredPool(name, "com.example.ThePool", statistics, CALL_SITES, StackCapture.ALWAYS, THRESHOLDS,
				Eviction.ABORT);
	}

	/**
	 * Gathers evidence from the age of two seconds, or from that of a suspicion.
	 */
	public static Judge judge(Duration threshold) {
		Duration evidenceAfter = LeakTimes.DEFAULTS.evidenceAfter();
		return new Judge(new LeakTimes((threshold.compareTo(evidenceAfter) < 0) ? threshold : evidenceAfter,
				LeakTimes.DEFAULTS.quiet(), threshold));
	}

	/** Listens, and says nothing. */
	public static WatchListener silence() {
		return new Silence();
	}

	/** Evicts, and tells nobody. */
	public static Evictor evictor() {
		Reporter reporter = new Reporter(judge(Duration.ofDays(1)));
		return new Evictor(reporter::judge, (checkout, who) -> {
		});
	}

	/** A snapshot of a pool that would tell these counts, and have this finding. */
	public static PoolSnapshot snapshot(MonitoredPool pool, ConnectionCounts counts, @Nullable Finding finding,
			Judge judge) {
		long now = System.nanoTime();
		return new Reporter(judge).snapshot(pool, Instant.now(), now,
				judge.judge(pool.ledger()
					.oldestFirst()
					.stream()
					.map((checkout) -> judge.sampler().checkout(checkout, 1, now))
					.toList()),
				new PoolCondition(counts, pool.level(), null, finding, null, PoolCondition.Loss.NONE));
	}

	/** The counts of a pool that tells everything. */
	public static ConnectionCounts counts(int active, int max) {
		return new ConnectionCounts(active, max - active, max, max, 0);
	}

	/** Checks the pools all the time once it is started, and tells nobody. */
	public static Watcher watcher(PoolRegistry pools) {
		return watcher(pools, monitor(pools));
	}

	/** Checks the pools all the time once it is started, and tells nobody. */
	public static Watcher watcher(PoolRegistry pools, PoolMonitor monitor) {
		return new Watcher(pools, WatchSettings.every(Duration.ofMillis(1)), monitor, new Silence());
	}

	/** Suspects nothing for its age. */
	public static PoolMonitor monitor(PoolRegistry pools) {
		return new PoolMonitor(pools, new Reporter(judge(Duration.ofDays(1))));
	}

	/** What the endpoint asks on pools that are not watched. */
	public static Knowledge knowledge(PoolRegistry pools, Duration threshold) {
		PoolMonitor monitor = new PoolMonitor(pools, new Reporter(judge(threshold)));
		ServerRegistry ends = ends();
		PoolTimeouts timeouts = new PoolTimeouts(ends, () -> null, () -> null, (name) -> null);
		return new Knowledge(monitor, ends, timeouts,
				new Advisor(monitor, ends, timeouts, new ApplicationAdvice(), null), evictor(), null);
	}

	/** Nothing is known of any other end. */
	public static ServerRegistry ends() {
		return new ServerRegistry(new DatabaseWatcher(), null, (pool, ex) -> {
		});
	}

	/** A real pool, not started. */
	public static HikariDataSource hikari(int max) {
		HikariDataSource dataSource = new HikariDataSource();
		dataSource.setJdbcUrl("jdbc:h2:mem:");
		dataSource.setMaximumPoolSize(max);
		return dataSource;
	}

	/** What a real pool says of itself. */
	public static PoolStatistics statistics(DataSource dataSource) {
		return Objects.requireNonNull(new PoolProducts(null, () -> (other) -> null).statistics(dataSource));
	}

	/** Connects as a real pool does. */
	public static OwnConnections ownConnections(DataSource dataSource) {
		return new PoolProducts(null, () -> (other) -> null).ownConnections(dataSource);
	}

	/** As often and as long as it is read by default. */
	public static ReadSettings readSettings() {
		return new ReadSettings(true, Duration.ofSeconds(30), Duration.ofSeconds(2));
	}

	/**
	 * Waits for the work of another thread. An exception of the condition means "not
	 * yet": a list may still be empty, or a field missing. A failed assertion within
	 * {@code until} ends the wait.
	 */
	public static ConditionFactory await() {
		return Awaitility.with()
			.ignoreExceptionsMatching(Exception.class::isInstance)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5))
			.await()
			.atMost(Duration.ofMinutes(1));
	}

	/** Runs on a thread that has ended when this returns. */
	public static <T> T onThread(String name, Callable<T> task) throws Exception {
		FutureTask<T> result = new FutureTask<>(task);
		Thread thread = new Thread(result, name);
		thread.start();
		thread.join();
		return result.get();
	}

	/** What a pool is to say of itself; it has said nothing but that it is empty. */
	public static final class Numbers implements PoolStatistics {

		private volatile ConnectionCounts counts = TestPools.counts(0, 10);

		private volatile @Nullable String poolName;

		private volatile @Nullable String jdbcUrl;

		private volatile boolean autoCommit = true;

		private volatile boolean suspended;

		private volatile @Nullable RuntimeException failure;

		public Numbers counts(ConnectionCounts counts) {
			this.counts = counts;
			return this;
		}

		public Numbers poolName(String poolName) {
			this.poolName = poolName;
			return this;
		}

		public Numbers jdbcUrl(String jdbcUrl) {
			this.jdbcUrl = jdbcUrl;
			return this;
		}

		public Numbers autoCommit(boolean autoCommit) {
			this.autoCommit = autoCommit;
			return this;
		}

		public Numbers suspended(boolean suspended) {
			this.suspended = suspended;
			return this;
		}

		/** From now on the counts cannot be read; null for they can. */
		public Numbers failure(@Nullable RuntimeException failure) {
			this.failure = failure;
			return this;
		}

		@Override
		public ConnectionCounts counts() {
			RuntimeException failure = this.failure;
			if (failure != null) {
				throw failure;
			}
			return this.counts;
		}

		@Override
		public @Nullable String poolName() {
			return this.poolName;
		}

		@Override
		public @Nullable String jdbcUrl() {
			return this.jdbcUrl;
		}

		@Override
		public boolean autoCommit() {
			return this.autoCommit;
		}

		@Override
		public boolean suspended() {
			return this.suspended;
		}

	}

	private static final class Silence implements WatchListener {

		@Override
		public void leaked(CheckoutReport checkout) {
			// silence
		}

		@Override
		public void reclaimed(CheckoutReport checkout, @Nullable Throwable failure) {
			// silence
		}

		@Override
		public void deadlocked(Deadlock deadlock) {
			// silence
		}

		@Override
		public void exhausted(ExhaustionReport exhaustion) {
			// silence
		}

		@Override
		public void checked(MonitoredPool pool, UtilizationLevel level, PoolSnapshot snapshot) {
		}

		@Override
		public void utilizationChanged(MonitoredPool pool, UtilizationLevel from, UtilizationLevel to,
				PoolSnapshot snapshot) {
		}

		@Override
		public void suspected(CheckoutReport checkout) {
		}

		@Override
		public void cleared(CheckoutReport checkout, boolean returned) {
		}

		@Override
		public void checkFailed(MonitoredPool pool, Throwable failure) {
		}

	}

}

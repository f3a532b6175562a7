package io.github.connectionpool.internal.watch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.PoolSnapshot;
import io.github.connectionpool.report.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class WatcherTests {

	private final PoolRegistry pools = new PoolRegistry();

	private final Told told = new Told();

	private final PoolMonitor monitor = TestPools.monitor(this.pools);

	private final Watcher watcher = new Watcher(this.pools, WatchSettings.every(Duration.ofMillis(1)), this.monitor,
			this.told);

	@AfterEach
	void stop() {
		this.watcher.stop();
	}

	@Test
	void looksAgainAndAgainOnOneThread() {
		Watched watched = add("dataSource");
		this.watcher.start();
		awaitLooks(watched, 5);
		assertThat(watched.threads.stream().distinct()).hasSize(1);
	}

	@Test
	void itsThreadIsANamedDaemon() {
		Watched watched = add("dataSource");
		this.watcher.start();
		awaitLooks(watched, 1);
		assertThat(watched.threads.get(0).getName()).isEqualTo("connectionpool-watcher");
		assertThat(watched.threads.get(0).isDaemon()).isTrue();
	}

	@Test
	void doesNotLookBeforeItIsStarted() {
		Watched watched = add("dataSource");
		assertThat(this.watcher.isRunning()).isFalse();
		assertThat(watched.threads).isEmpty();
		assertThat(this.monitor.history(watched.pool).usage()).isEqualTo(PoolUsage.NOTHING);
	}

	@Test
	void aSecondStartDoesNothing() {
		Watched watched = add("dataSource");
		this.watcher.start();
		this.watcher.start();
		assertThat(this.watcher.isRunning()).isTrue();
		awaitLooks(watched, 20);
		assertThat(watched.threads.stream().distinct()).hasSize(1);
	}

	@Test
	void stopsOnceAndForAll() {
		Watched watched = add("dataSource");
		this.watcher.stop();
		this.watcher.start();
		awaitLooks(watched, 1);
		this.watcher.stop();
		this.watcher.stop();
		assertThat(this.watcher.isRunning()).isFalse();
		TestPools.await().until(() -> !watched.threads.get(0).isAlive());
	}

	@Test
	void canBeStartedAgain() {
		Watched watched = add("dataSource");
		this.watcher.start();
		awaitLooks(watched, 1);
		this.watcher.stop();
		TestPools.await().until(() -> !watched.threads.get(0).isAlive());
		int before = watched.threads.size();
		this.watcher.start();
		awaitLooks(watched, before + 5);
		assertThat(watched.threads.stream().distinct()).hasSize(2);
	}

	@Test
	void watchesPoolsThatAreAddedLater() {
		Watched first = add("orders");
		this.watcher.start();
		awaitLooks(first, 1);
		Watched later = add("stock");
		awaitLooks(later, 1);
	}

	@Test
	void watchesThePoolThatReplacesAnother() {
		Watched before = add("dataSource");
		this.watcher.start();
		awaitLooks(before, 1);
		Watched after = add("dataSource");
		after.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		awaitLooks(after, 2);
		// the counts of a check are read before its snapshot is published
		TestPools.await().until(() -> last(after).count(Verdict.ACTIVE) == 1);
		int looks = before.threads.size();
		awaitLooks(after, after.threads.size() + 5);
		assertThat(before.threads).hasSize(looks);
	}

	@Test
	void tellsWhatTheLastLookFound() {
		Watched watched = add("dataSource");
		watched.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		this.watcher.start();
		awaitLooks(watched, 2);
		TestPools.await().until(() -> last(watched).count(Verdict.ACTIVE) == 1);
		assertThat(last(watched).oldest()).isPositive();
	}

	@Test
	void tellsThePresentOfAPoolThatIsNotWatched() {
		MonitoredPool unknown = TestPools.pool("unknown", new TestPools.Numbers());
		unknown.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		assertThat(this.monitor.snapshot(unknown, Duration.ofDays(1)).count(Verdict.ACTIVE)).isOne();
		assertThat(this.monitor.history(unknown).usage()).isEqualTo(PoolUsage.NOTHING);
	}

	private PoolSnapshot last(Watched watched) {
		return this.monitor.snapshot(watched.pool, Duration.ofDays(1));
	}

	@Test
	void aLookThatFailsDoesNotStopTheNextOnes() {
		Watched watched = add("dataSource");
		watched.failure = new IllegalStateException("broken");
		this.watcher.start();
		awaitLooks(watched, 5);
		TestPools.await().until(() -> this.told.failures.size() >= 4);
		assertThat(this.told.failures).containsOnly(watched.failure);
		assertThat(this.told.lines).containsOnly("failed dataSource");
		watched.failure = null;
		watched.counts = TestPools.counts(10, 10);
		TestPools.await().until(() -> this.told.lines.contains("dataSource UP -> CRITICAL at 10"));
	}

	@Test
	void aLookThatDoesNotLinkDoesNotStopTheNextOnes() {
		Watched watched = add("dataSource");
		watched.failure = new NoSuchMethodError("of another version");
		this.watcher.start();
		awaitLooks(watched, 5);
		TestPools.await().until(() -> this.told.failures.contains(watched.failure));
	}

	@Test
	void aLookThatFailsDoesNotStopTheLooksAtOtherPools() {
		Watched broken = add("broken");
		Watched sound = add("sound");
		broken.failure = new IllegalStateException("broken");
		this.watcher.start();
		awaitLooks(broken, 2);
		awaitLooks(sound, 2);
		assertThat(this.told.lines).containsOnly("failed broken");
	}

	@Test
	void looksBorrowNothing() {
		Watched watched = add("dataSource");
		this.watcher.start();
		awaitLooks(watched, 3);
		assertThat(watched.pool.ledger().borrows()).isZero();
		assertThat(watched.others).hasValue(0);
	}

	private Watched add(String name) {
		Watched watched = new Watched(name);
		this.pools.add(watched.pool);
		return watched;
	}

	private static void awaitLooks(Watched watched, int looks) {
		TestPools.await().until(() -> watched.threads.size() >= looks);
	}

	/** Writes down on which thread each look at it was taken. */
	private static final class Watched implements PoolStatistics {

		private final List<Thread> threads = new CopyOnWriteArrayList<>();

		private final AtomicInteger others = new AtomicInteger();

		private final MonitoredPool pool;

		private volatile ConnectionCounts counts = TestPools.counts(1, 10);

		private volatile @Nullable Throwable failure;

		Watched(String name) {
			this.pool = TestPools.pool(name, this);
		}

		@Override
		public ConnectionCounts counts() {
			this.threads.add(Thread.currentThread());
			if (this.failure instanceof RuntimeException failure) {
				throw failure;
			}
			if (this.failure instanceof Error failure) {
				throw failure;
			}
			return this.counts;
		}

		@Override
		public @Nullable String poolName() {
			this.others.incrementAndGet();
			return null;
		}

		@Override
		public @Nullable String jdbcUrl() {
			this.others.incrementAndGet();
			return null;
		}

		@Override
		public boolean autoCommit() {
			return true;
		}

	}

}

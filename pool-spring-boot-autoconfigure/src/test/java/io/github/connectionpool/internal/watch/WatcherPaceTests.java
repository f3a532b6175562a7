package io.github.connectionpool.internal.watch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.CountsOnly;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.verdict.Judge;
import io.github.connectionpool.internal.verdict.LeakTimes;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.PoolSnapshot;
import io.github.connectionpool.report.UtilizationLevel;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When looks are taken.
 */
class WatcherPaceTests {

	private final PoolRegistry pools = new PoolRegistry();

	@Test
	void aLookThatIsDueEarlierIsTakenEarlier() {
		Duration interval = Duration.ofMillis(500);
		// on a machine that stalls one gap is longer than it should be, but not all are
		Looks looks = watch(interval, interval.plusMillis(100), true,
				(taken) -> taken.gaps().anyMatch((gap) -> gap < interval.toNanos()));
		assertThat(looks.times.get(0) - looks.started).isGreaterThanOrEqualTo(interval.toNanos());
	}

	@Test
	void noMoreThanTenAreTakenInAnInterval() {
		Duration interval = Duration.ofMillis(400);
		// at each second look one is due five milliseconds after that
		Looks looks = watch(interval, interval.plusMillis(5), true,
				(taken) -> taken.times.size() >= 5 && taken.gaps().anyMatch((gap) -> gap < interval.toNanos()));
		assertThat(looks.gaps().min().orElseThrow()).isGreaterThanOrEqualTo(interval.dividedBy(10).toNanos());
	}

	@Test
	void whereNothingIsDueTheIntervalHolds() {
		Duration interval = Duration.ofMillis(100);
		Looks looks = watch(interval, Duration.ofMillis(10), false, (taken) -> taken.times.size() >= 5);
		assertThat(looks.gaps().min().orElseThrow()).isGreaterThanOrEqualTo(interval.toNanos());
	}

	@Test
	void goesOnWhenEvenToTellAFailureFails() {
		Looks looks = new Looks(false);
		looks.broken = true;
		this.pools.add(looks.pool);
		Watcher watcher = new Watcher(this.pools, WatchSettings.every(Duration.ofMillis(1)),
				new PoolMonitor(this.pools, new Reporter(TestPools.judge(Duration.ofDays(1)))), new Told() {

					@Override
					public void checkFailed(MonitoredPool pool, Throwable failure) {
						throw new IllegalStateException("telling failed", failure);
					}

				});
		watcher.start();
		try {
			TestPools.await().until(() -> looks.counted.get() >= 3);
		}
		finally {
			watcher.stop();
		}
	}

	private Looks watch(Duration interval, Duration evidenceAfter, boolean busy, Predicate<Looks> enough) {
		Looks looks = new Looks(busy);
		this.pools.add(looks.pool);
		Judge judge = new Judge(new LeakTimes(evidenceAfter, Duration.ofHours(1), Duration.ofDays(1)));
		Watcher watcher = new Watcher(this.pools, WatchSettings.every(interval),
				new PoolMonitor(this.pools, new Reporter(judge)), new Told() {

					@Override
					public void checked(MonitoredPool pool, UtilizationLevel level, PoolSnapshot snapshot) {
						looks.times.add(System.nanoTime());
					}

				});
		watcher.start();
		try {
			TestPools.await().until(() -> enough.test(looks));
		}
		finally {
			watcher.stop();
		}
		return looks;
	}

	/** Notes when each look was taken, at which somebody may borrow. */
	private static final class Looks implements CountsOnly {

		private final long started = System.nanoTime();

		private final List<Long> times = new CopyOnWriteArrayList<>();

		/** A look may count more than once. */
		private final AtomicInteger counted = new AtomicInteger();

		private final MonitoredPool pool = TestPools.pool("dataSource", this);

		private final boolean busy;

		private volatile boolean broken;

		Looks(boolean busy) {
			this.busy = busy;
		}

		LongStream gaps() {
			return IntStream.range(1, this.times.size()).mapToLong((i) -> this.times.get(i) - this.times.get(i - 1));
		}

		@Override
		public ConnectionCounts counts() {
			this.counted.incrementAndGet();
			if (this.broken) {
				throw new IllegalStateException("broken");
			}
			if (this.busy) {
				this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
			}
			return new ConnectionCounts(1000, 0, 1000, 1000, 0);
		}

	}

}

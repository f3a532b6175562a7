package io.github.connectionpool.internal.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.CountsOnly;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.executor.OnDemandExecutor;
import io.github.connectionpool.internal.garbage.Garbage;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.internal.verdict.OwnerInspector;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.PoolSnapshot;
import io.github.connectionpool.report.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class PoolMonitorTests {

	private static final Duration LONG = Duration.ofDays(1);

	private final PoolRegistry pools = new PoolRegistry();

	private final TestPools.Numbers numbers = new TestPools.Numbers();

	private final MonitoredPool pool = add(this.numbers);

	private final PoolMonitor monitor = TestPools.monitor(this.pools);

	@Test
	void readersShareASnapshotThatIsYoungEnough() {
		PoolSnapshot first = this.monitor.snapshot(this.pool, LONG);
		assertThat(this.monitor.snapshot(this.pool, LONG)).isSameAs(first);
		PoolSnapshot now = this.monitor.snapshot(this.pool, Duration.ZERO);
		assertThat(now).isNotSameAs(first);
		assertThat(this.monitor.snapshot(this.pool, LONG)).isSameAs(now);
	}

	@Test
	void aSnapshotDoesNotChange() {
		Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		this.numbers.counts(TestPools.counts(1, 10));
		PoolSnapshot snapshot = this.monitor.snapshot(this.pool, Duration.ZERO);
		this.pool.returned(checkout);
		this.numbers.counts(TestPools.counts(0, 10));
		assertThat(snapshot.counts().active()).isOne();
		assertThat(snapshot.count(Verdict.ACTIVE)).isOne();
		assertThat(snapshot.checkouts(10)).singleElement()
			.satisfies((report) -> assertThat(report.id()).isEqualTo(checkout.id()));
		assertThat(this.monitor.snapshot(this.pool, Duration.ZERO).verdicts()).isEmpty();
	}

	@Test
	void aCheckIsWhatReadersAskForNext() {
		PoolWatch watch = watch();
		watch.check(System.nanoTime());
		assertThat(this.monitor.snapshot(this.pool, LONG)).isSameAs(watch.last());
	}

	@Test
	void anOlderSnapshotReplacesNoYoungerOne() {
		WatchedPool watched = this.monitor.watched(this.pool);
		Reporter reporter = watched.reporter();
		long before = System.nanoTime();
		PoolSnapshot young = this.monitor.snapshot(this.pool, Duration.ZERO);
		watched.publish(reporter.judge(this.pool), before);
		assertThat(this.monitor.snapshot(this.pool, LONG)).isSameAs(young);
	}

	/** The first reads, and all that ask meanwhile are served by one more reading. */
	@Test
	void manyReadersAtOnceTakeTwoReadings() throws Exception {
		CountDownLatch reading = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		AtomicInteger readings = new AtomicInteger();
		MonitoredPool slow = add(new Slow(reading, go, readings));
		ExecutorService readers = Executors.newCachedThreadPool();
		try {
			List<Future<PoolSnapshot>> answers = new ArrayList<>();
			answers.add(readers.submit(() -> this.monitor.snapshot(slow, Duration.ZERO)));
			reading.await();
			for (int i = 0; i < 20; i++) {
				answers.add(readers.submit(() -> this.monitor.snapshot(slow, Duration.ZERO)));
			}
			TestPools.await().until(() -> this.monitor.watched(slow).readers() == 20);
			go.countDown();
			Set<PoolSnapshot> different = new HashSet<>();
			for (Future<PoolSnapshot> answer : answers) {
				different.add(answer.get());
			}
			assertThat(different).hasSize(2);
			assertThat(readings).hasValue(2);
		}
		finally {
			readers.shutdownNow();
		}
	}

	@Test
	void aBorrowerDoesNotWaitForAReader() throws Exception {
		CountDownLatch reading = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		MonitoredPool slow = add(new Slow(reading, go, new AtomicInteger()));
		ExecutorService reader = Executors.newSingleThreadExecutor();
		try {
			Future<PoolSnapshot> answer = reader.submit(() -> this.monitor.snapshot(slow, Duration.ZERO));
			reading.await();
			Checkout checkout = slow.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
			slow.returned(checkout);
			assertThat(slow.ledger().size()).isZero();
			go.countDown();
			assertThat(answer.get().counts()).isEqualTo(TestPools.counts(0, 10));
		}
		finally {
			reader.shutdownNow();
		}
	}

	private MonitoredPool add(PoolStatistics statistics) {
		MonitoredPool added = TestPools.pool("dataSource" + this.pools.all().size(), statistics);
		this.pools.add(added);
		return added;
	}

	private PoolWatch watch() {
		return new PoolWatch(this.monitor.watched(this.pool), WatchSettings.every(Duration.ofSeconds(1)), new Told(),
				new OnDemandExecutor("helper"), Garbage.none(), () -> {
				}, new OwnerInspector(this.pool.callSites()));
	}

	/** Whose counts take until the test says so. */
	private record Slow(CountDownLatch reading, CountDownLatch go, AtomicInteger readings) implements CountsOnly {

		@Override
		public ConnectionCounts counts() {
			this.readings.incrementAndGet();
			this.reading.countDown();
			try {
				this.go.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return TestPools.counts(0, 10);
		}

	}

}

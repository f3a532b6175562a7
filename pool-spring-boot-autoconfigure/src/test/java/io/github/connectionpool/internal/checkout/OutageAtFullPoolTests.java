package io.github.connectionpool.internal.checkout;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.outage.BorrowFailure;
import io.github.connectionpool.internal.outage.FailureReason;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.timing.UtilizationThresholds;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.ConnectionCounts;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A pool that tests each connection before it lends it, at a network that is frozen: it
 * says that all are borrowed, and no borrower has one. By a clock that is simulated.
 */
@NullMarked
class OutageAtFullPoolTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final int MAX = 4;

	/** As of DBCP2, which does not tell how many wait. */
	private static final ConnectionCounts FULL = new ConnectionCounts(MAX, 0, MAX, MAX, null);

	private final MonitoredPool pool = new MonitoredPool("dataSource", "com.example.ThePool",
			new TestPools.Numbers().counts(FULL), new CallSites(List.of()), StackCapture.NEVER,
			new UtilizationThresholds(0.8, 0.95, Duration.ofSeconds(10)), Eviction.ABORT);

	private final List<Thread> borrowers = new ArrayList<>();

	private final CountDownLatch over = new CountDownLatch(1);

	private final long start = System.nanoTime();

	@AfterEach
	void end() throws Exception {
		this.over.countDown();
		for (Thread borrower : this.borrowers) {
			borrower.join();
		}
	}

	@Test
	void connectionsThatAreTestedInVainAreAnOutage() throws Exception {
		await(MAX + 1);
		look(0, 9, FULL);
		assertThat(this.pool.failures().outages().sustained()).isNull();
		look(10, 11, FULL);
		assertThat(this.pool.failures().outages().sustained()).isNotNull();
		BorrowFailure failure = fail();
		assertThat(failure.reason()).isEqualTo(FailureReason.CONNECT);
		assertThat(failure.told()).contains("is not full (0 of 4 connections are borrowed)");
		assertThat(this.pool.failures().exhaustions().count()).isZero();
	}

	@Test
	void aTestThatTimesOutDoesNotEndIt() throws Exception {
		await(MAX + 1);
		look(0, 11, FULL);
		look(12, 12, new ConnectionCounts(MAX - 1, 0, MAX, MAX, null));
		look(13, 40, FULL);
		assertThat(this.pool.failures().outages().sustained()).isNotNull();
	}

	@Test
	void borrowersInTheQueueTestNothing() throws Exception {
		await(MAX + 1);
		look(0, 30, new ConnectionCounts(MAX, 0, MAX, MAX, MAX + 1));
		assertThat(this.pool.failures().outages().current()).isNull();
		assertThat(fail().reason()).isEqualTo(FailureReason.EXHAUSTED);
	}

	@Test
	void connectionsThatAreLentAreAnExhaustion() throws Exception {
		for (int i = 0; i < MAX; i++) {
			this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		}
		await(MAX + 1);
		look(0, 30, FULL);
		assertThat(this.pool.failures().outages().current()).isNull();
		assertThat(fail().reason()).isEqualTo(FailureReason.EXHAUSTED);
	}

	@Test
	void connectionsThatAreBorrowedUnseenAreAnExhaustion() throws Exception {
		await(MAX - 1);
		look(0, 30, FULL);
		assertThat(this.pool.failures().outages().current()).isNull();
		assertThat(fail().reason()).isEqualTo(FailureReason.EXHAUSTED);
	}

	private BorrowFailure fail() {
		return this.pool.failures()
			.failed(System.nanoTime() - 30 * SECOND,
					new SQLException("Cannot get a connection", new NoSuchElementException("Timeout waiting")), false);
	}

	private void await(int count) throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(count);
		for (int i = 0; i < count; i++) {
			Thread borrower = new Thread(() -> {
				Borrower self = Borrower.current();
				self.beginWait(this.pool, this.start);
				begun.countDown();
				try {
					this.over.await();
				}
				catch (InterruptedException ex) {
					// the test is over
				}
				self.endWait();
			});
			this.borrowers.add(borrower);
			borrower.start();
		}
		begun.await();
	}

	private void look(int from, int to, ConnectionCounts counts) {
		for (int second = from; second <= to; second++) {
			this.pool.checked(counts, this.start + second * SECOND);
		}
	}

}

package io.github.connectionpool.internal.checkout;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.UtilizationLevel;

import static org.assertj.core.api.Assertions.assertThat;

class MonitoredPoolTests {

	private final TestPools.Numbers numbers = new TestPools.Numbers();

	private final MonitoredPool pool = TestPools.pool("dataSource", this.numbers);

	@Test
	void aBorrowIsOpenUntilItsReturn() {
		Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		assertThat(this.pool.ledger().oldestFirst()).containsExactly(checkout);
		this.pool.returned(checkout);
		assertThat(this.pool.ledger().oldestFirst()).isEmpty();
	}

	@Test
	void aBorrowRemembersItsContext() {
		CheckoutContext context = new CheckoutContext("place", null, null, "4711");
		assertThat(this.pool.borrowed(System.nanoTime(), Borrower.current(), context).context()).isSameAs(context);
	}

	@Test
	void timesTheWaitOfABorrower() {
		this.pool.borrowed(System.nanoTime() - Duration.ofMinutes(1).toNanos(), Borrower.current(),
				CheckoutContext.NONE);
		assertThat(this.pool.acquire().sinceStart().count()).isOne();
		assertThat(this.pool.acquire().sinceStart().total(TimeUnit.MINUTES)).isGreaterThanOrEqualTo(1);
		assertThat(this.pool.held().sinceStart().count()).isZero();
	}

	@Test
	void timesHowLongAConnectionWasHeld() {
		Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		this.pool.returned(checkout);
		assertThat(this.pool.held().sinceStart().count()).isOne();
		assertThat(this.pool.held().sinceStart().total(TimeUnit.NANOSECONDS))
			.isEqualTo((double) checkout.held(System.nanoTime()).toNanos());
	}

	@Test
	void noneIsLostOfWhatThreadsBorrowAndOthersReturn() throws Exception {
		int threads = 8;
		int borrows = 10_000;
		SynchronousQueue<Checkout> handed = new SynchronousQueue<>();
		CompletableFuture<?>[] all = new CompletableFuture<?>[2 * threads];
		ExecutorService executor = Executors.newFixedThreadPool(all.length);
		try {
			for (int i = 0; i < threads; i++) {
				all[2 * i] = CompletableFuture.runAsync(() -> {
					for (int j = 0; j < borrows; j++) {
						put(handed, this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE));
					}
				}, executor);
				all[2 * i + 1] = CompletableFuture.runAsync(() -> {
					for (int j = 0; j < borrows; j++) {
						this.pool.returned(take(handed));
					}
				}, executor);
			}
			CompletableFuture.allOf(all).get(1, TimeUnit.MINUTES);
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(this.pool.acquire().sinceStart().count()).isEqualTo((long) threads * borrows);
		assertThat(this.pool.held().sinceStart().count()).isEqualTo((long) threads * borrows);
		assertThat(this.pool.ledger().size()).isZero();
	}

	private static void put(SynchronousQueue<Checkout> queue, Checkout checkout) {
		try {
			queue.put(checkout);
		}
		catch (InterruptedException ex) {
			throw new CompletionException(ex);
		}
	}

	private static Checkout take(SynchronousQueue<Checkout> queue) {
		try {
			return queue.take();
		}
		catch (InterruptedException ex) {
			throw new CompletionException(ex);
		}
	}

	@Test
	void aFailureAtAFullPoolIsAnExhaustion() {
		this.numbers.counts(TestPools.counts(10, 10));
		this.pool.failures().failed(System.nanoTime(), new SQLTransientConnectionException(), false);
		this.pool.failures().failed(System.nanoTime(), new SQLTransientConnectionException(), false);
		assertThat(this.pool.failures().exhaustions().count()).isOne();
	}

	@Test
	void aFailureAtAPoolThatIsNotFullIsNone() {
		this.numbers.counts(TestPools.counts(9, 10));
		this.pool.failures().failed(System.nanoTime(), new SQLTransientConnectionException(), false);
		assertThat(this.pool.failures().exhaustions().count()).isZero();
	}

	@Test
	void aFailureAtAPoolWithoutALimitIsNone() {
		this.numbers.counts(new ConnectionCounts(10, 0, null, null, null));
		this.pool.failures().failed(System.nanoTime(), new SQLTransientConnectionException(), false);
		assertThat(this.pool.failures().exhaustions().count()).isZero();
	}

	@Test
	void aLookTellsTheLevel() {
		assertThat(this.pool.level()).isEqualTo(UtilizationLevel.UP);
		assertThat(this.pool.checked(TestPools.counts(8, 10), 1)).isEqualTo(UtilizationLevel.WARNING);
		assertThat(this.pool.level()).isEqualTo(UtilizationLevel.WARNING);
	}

	@Test
	void aLookLetsGoOfOldTimes() {
		this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		long now = System.nanoTime();
		for (int minute = 1; minute <= 6; minute++) {
			this.pool.checked(TestPools.counts(1, 10), now + Duration.ofMinutes(minute).toNanos());
		}
		assertThat(this.pool.acquire().recent().count()).isZero();
		assertThat(this.pool.acquire().sinceStart().count()).isOne();
	}

	@Test
	void knowsItsNames() {
		assertThat(this.pool.name()).isEqualTo("dataSource");
		assertThat(this.pool.type()).isEqualTo("com.example.ThePool");
		assertThat(this.pool).hasToString("dataSource");
		assertThat(this.pool.statistics()).isSameAs(this.numbers);
	}

}

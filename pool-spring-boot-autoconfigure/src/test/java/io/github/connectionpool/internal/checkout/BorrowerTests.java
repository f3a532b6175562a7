package io.github.connectionpool.internal.checkout;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;

class BorrowerTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final MonitoredPool other = TestPools.pool("other", new TestPools.Numbers());

	@Test
	void isTheSameForItsThreadWhileSomethingHoldsIt() {
		Borrower borrower = Borrower.current();
		for (int i = 0; i < 3; i++) {
			System.gc();
			assertThat(Borrower.current()).isSameAs(borrower);
		}
		assertThat(borrower.thread()).isSameAs(Thread.currentThread());
		assertThat(borrower.hasEnded()).isFalse();
	}

	@Test
	void isTheSameForAllThatItsThreadHolds() {
		Checkout first = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		System.gc();
		Checkout second = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		assertThat(second.owner()).isSameAs(first.owner());
	}

	@Test
	void isAnotherForAnotherThread() throws Exception {
		Borrower borrower = TestPools.onThread("worker", Borrower::current);
		assertThat(borrower).isNotSameAs(Borrower.current());
		assertThat(borrower.id()).isNotEqualTo(Borrower.current().id());
	}

	@Test
	void waitsForThePoolThatItAsks() {
		Borrower borrower = Borrower.current();
		assertThat(borrower.waitsFor(this.pool, 0)).isNull();
		borrower.beginWait(this.pool, 5 * SECOND);
		assertThat(borrower.waitsFor(this.pool, 7 * SECOND)).isEqualTo(Duration.ofSeconds(2));
		assertThat(borrower.waitsFor(this.pool, 4 * SECOND)).isZero();
		assertThat(borrower.waitsFor(this.other, 7 * SECOND)).isNull();
		borrower.endWait();
		assertThat(borrower.waitsFor(this.pool, 7 * SECOND)).isNull();
	}

	@Test
	void waitsAnewEachTime() {
		Borrower borrower = Borrower.current();
		borrower.beginWait(this.pool, 0);
		borrower.endWait();
		borrower.beginWait(this.other, 5 * SECOND);
		assertThat(borrower.waitsFor(this.pool, 6 * SECOND)).isNull();
		assertThat(borrower.waitsFor(this.other, 6 * SECOND)).isEqualTo(Duration.ofSeconds(1));
		borrower.endWait();
	}

	@Test
	void itsWaitIsSeenByOtherThreads() throws Exception {
		CountDownLatch waits = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		FutureTask<Borrower> task = new FutureTask<>(Borrower::current);
		Thread thread = new Thread(() -> {
			task.run();
			Borrower.current().beginWait(this.pool, 0);
			waits.countDown();
			try {
				release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			Borrower.current().endWait();
		});
		Borrower borrower;
		thread.start();
		borrower = task.get();
		waits.await();
		assertThat(borrower.waitsFor(this.pool, SECOND)).isEqualTo(Duration.ofSeconds(1));
		release.countDown();
		thread.join();
		assertThat(borrower.waitsFor(this.pool, SECOND)).isNull();
		assertThat(borrower.hasEnded()).isTrue();
	}

	@Test
	void itsThreadCanBeCollected() throws Exception {
		Checkout checkout = TestPools.onThread("worker",
				() -> this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE));
		long id = checkout.owner().id();
		TestPools.await().until(() -> {
			System.gc();
			return checkout.owner().thread() == null;
		});
		assertThat(checkout.owner().hasEnded()).isTrue();
		assertThat(checkout.owner().id()).isEqualTo(id).isPositive();
	}

	/** Of its own, since connections that other tests have lost may keep this one's. */
	@Test
	void canBeCollectedWhileItsThreadRuns() throws Exception {
		TestPools.onThread("worker", () -> {
			WeakReference<Borrower> borrower = new WeakReference<>(Borrower.current());
			TestPools.await().until(() -> {
				System.gc();
				return borrower.refersTo(null);
			});
			assertThat(Borrower.current().thread()).isSameAs(Thread.currentThread());
			return borrower;
		});
	}

}

package io.github.connectionpool.internal.worker;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.OwnerReport;

import static org.assertj.core.api.Assertions.assertThat;

class OwnerReportsTests {

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	@Test
	void aRunningOwnerIsShownWithWhatItDoesNow() {
		OwnerReport owner = OwnerReports.of(borrow(), System.nanoTime());
		assertThat(owner.name()).isEqualTo(Thread.currentThread().getName());
		assertThat(owner.state()).isEqualTo(Thread.State.RUNNABLE);
		assertThat(owner.virtual()).isFalse();
		assertThat(owner.currentStack()).extracting(StackTraceElement::getMethodName)
			.contains("aRunningOwnerIsShownWithWhatItDoesNow");
	}

	@Test
	void aWaitingOwnerIsShownWithWhereItWaits() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		FutureTask<Checkout> borrow = new FutureTask<>(this::borrow);
		Thread worker = new Thread(() -> {
			borrow.run();
			try {
				release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}, "worker");
		worker.start();
		Checkout checkout = borrow.get();
		TestPools.await().until(() -> OwnerReports.of(checkout, System.nanoTime()).state() == Thread.State.WAITING);
		assertThat(OwnerReports.of(checkout, System.nanoTime()).currentStack())
			.extracting(StackTraceElement::getClassName)
			.contains(CountDownLatch.class.getName());
		release.countDown();
		worker.join();
	}

	@Test
	void anOwnerThatHasEndedDoesNothing() throws Exception {
		FutureTask<Checkout> borrow = new FutureTask<>(this::borrow);
		Thread worker = new Thread(borrow, "worker");
		worker.start();
		worker.join();
		assertThat(borrow.get().owner().thread()).isSameAs(worker);
		OwnerReport owner = OwnerReports.of(borrow.get(), System.nanoTime());
		assertThat(owner.name()).isEqualTo("worker");
		assertThat(owner.id()).isEqualTo(borrow.get().owner().id());
		assertThat(owner.state()).isEqualTo(Thread.State.TERMINATED);
		assertThat(owner.currentStack()).isEmpty();
	}

	@Test
	void anOwnerThatHasEndedAndBeenCollectedIsKnownByName() throws Exception {
		Checkout checkout = TestPools.onThread("worker", this::borrow);
		TestPools.await().until(() -> {
			System.gc();
			return checkout.owner().thread() == null;
		});
		OwnerReport owner = OwnerReports.of(checkout, System.nanoTime());
		assertThat(owner.name()).isEqualTo("worker");
		assertThat(owner.id()).isEqualTo(checkout.owner().id());
		assertThat(owner.state()).isEqualTo(Thread.State.TERMINATED);
		assertThat(owner.currentStack()).isEmpty();
	}

	@Test
	void anOwnerKeepsTheNameItHadAtTheBorrow() throws Exception {
		Checkout checkout = TestPools.onThread("http-1", () -> {
			Checkout borrowed = borrow();
			Thread.currentThread().setName("renamed");
			return borrowed;
		});
		assertThat(OwnerReports.of(checkout, System.nanoTime()).name()).isEqualTo("http-1");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void aVirtualOwnerIsShownAsSuch() throws Exception {
		FutureTask<OwnerReport> report = new FutureTask<>(() -> OwnerReports.of(borrow(), System.nanoTime()));
		Thread thread = (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, report);
		thread.join();
		assertThat(report.get().virtual()).isTrue();
		assertThat(report.get().state()).isEqualTo(Thread.State.RUNNABLE);
		assertThat(report.get().currentStack()).isNotEmpty();
	}

	private Checkout borrow() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

}

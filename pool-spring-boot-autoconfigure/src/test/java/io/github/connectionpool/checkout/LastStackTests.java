package io.github.connectionpool.checkout;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the stack of a borrower's thread is taken again.
 */
class LastStackTests {

	private final CountDownLatch end = new CountDownLatch(1);

	private volatile boolean elsewhere;

	@AfterEach
	void end() {
		this.end.countDown();
	}

	@Test
	void isNotTakenAgainWhileTheThreadHasNotRun() throws Exception {
		Borrower borrower = start(this::wander);
		List<StackTraceElement> stack = awaitIn(borrower, "here");
		assertThat(borrower.stack(System.nanoTime())).isSameAs(stack);
	}

	@Test
	void isTakenAgainWhenTheThreadHasRun() throws Exception {
		Borrower borrower = start(this::wander);
		List<StackTraceElement> stack = awaitIn(borrower, "here");
		this.elsewhere = true;
		LockSupport.unpark(borrower.thread());
		assertThat(awaitIn(borrower, "there")).isNotSameAs(stack);
	}

	@Test
	void mayBeAsOldAsIsSaidThoughTheThreadRuns() throws Exception {
		Borrower borrower = start(this::run);
		long before = System.nanoTime();
		List<StackTraceElement> stack = borrower.stack(before);
		assertThat(borrower.stack(before)).isSameAs(stack);
		assertThat(borrower.stack(System.nanoTime())).isNotSameAs(stack);
	}

	@Test
	@EnabledForJreRange(max = JRE.JAVA_20)
	void severalAreTakenTogether() throws Exception {
		Borrower one = start(this::run);
		Borrower other = start(this::wander);
		awaitIn(other, "here");
		long before = System.nanoTime();
		Borrower.takeStacks(List.of(one, other), before);
		List<StackTraceElement> taken = one.stack(before);
		assertThat(taken).extracting(StackTraceElement::getMethodName).contains("run");
		Borrower.takeStacks(List.of(one, other), before);
		assertThat(one.stack(before)).as("that it is new enough").isSameAs(taken);
		assertThat(other.stack(before)).extracting(StackTraceElement::getMethodName).contains("here");
	}

	@Test
	void ofAThreadThatHasEndedIsEmpty() throws Exception {
		Borrower borrower = start(() -> {
		});
		Awaitility.await().until(borrower::hasEnded);
		Borrower.takeStacks(List.of(borrower, Borrower.current()), System.nanoTime());
		assertThat(borrower.stack(System.nanoTime())).isEmpty();
	}

	private void run() {
		while (this.end.getCount() > 0) {
			Thread.onSpinWait();
		}
	}

	private void wander() {
		here();
		there();
	}

	private void here() {
		while (!this.elsewhere && this.end.getCount() > 0) {
			LockSupport.park(this);
		}
	}

	private void there() {
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static Borrower start(Runnable work) throws InterruptedException {
		Exchanger<Borrower> introduced = new Exchanger<>();
		Thread thread = new Thread(() -> {
			try {
				introduced.exchange(Borrower.current());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			work.run();
		}, "worker");
		thread.setDaemon(true);
		thread.start();
		return introduced.exchange(null);
	}

	private static List<StackTraceElement> awaitIn(Borrower borrower, String method) {
		Awaitility.await()
			.until(() -> borrower.stack(System.nanoTime())
				.stream()
				.map(StackTraceElement::getMethodName)
				.anyMatch(method::equals));
		// until it waits there
		Thread thread = borrower.thread();
		Awaitility.await().until(() -> thread != null && thread.getState() == Thread.State.WAITING);
		return borrower.stack(System.nanoTime());
	}

}

package io.github.connectionpool.internal.thread;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.worker.StackTraceBatch;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the stack of a thread is taken again.
 */
class CachedStackTraceTests {

	private final CountDownLatch end = new CountDownLatch(1);

	private volatile boolean elsewhere;

	private long ran = 1;

	private final CachedStackTrace lastStack = new CachedStackTrace((thread) -> this.ran);

	@AfterEach
	void end() {
		this.end.countDown();
	}

	@Test
	void isNotTakenAgainWhileTheThreadHasNotRun() throws Exception {
		Thread thread = thread(start(this::wander));
		List<StackTraceElement> stack = this.lastStack.of(thread, System.nanoTime());
		assertThat(this.lastStack.of(thread, System.nanoTime())).isSameAs(stack);
	}

	@Test
	void isTakenAgainWhenTheThreadHasRun() throws Exception {
		Thread thread = thread(start(this::wander));
		List<StackTraceElement> stack = this.lastStack.of(thread, System.nanoTime());
		this.ran++;
		assertThat(this.lastStack.of(thread, System.nanoTime())).isNotSameAs(stack);
	}

	@Test
	void isTakenAgainWhenItIsNotKnownWhetherTheThreadHasRun() throws Exception {
		this.ran = ThreadTimes.UNKNOWN;
		Thread thread = thread(start(this::wander));
		List<StackTraceElement> stack = this.lastStack.of(thread, System.nanoTime());
		assertThat(this.lastStack.of(thread, System.nanoTime())).isNotSameAs(stack);
	}

	@Test
	void mayBeAsOldAsIsSaidThoughTheThreadHasRun() throws Exception {
		Thread thread = thread(start(this::wander));
		long before = System.nanoTime();
		List<StackTraceElement> stack = this.lastStack.of(thread, before);
		this.ran++;
		assertThat(this.lastStack.of(thread, before)).isSameAs(stack);
	}

	@Test
	void ofAThreadThatHasEndedIsEmptyThoughOneWasTaken() throws Exception {
		Thread thread = thread(start(this::wander));
		this.lastStack.of(thread, System.nanoTime());
		this.end.countDown();
		LockSupport.unpark(thread);
		TestPools.await().until(() -> !thread.isAlive());
		assertThat(this.lastStack.of(thread, System.nanoTime())).isEmpty();
	}

	@Test
	void showsWhereTheThreadOfABorrowerHasGone() throws Exception {
		Borrower borrower = start(this::wander);
		awaitIn(borrower, "here");
		this.elsewhere = true;
		LockSupport.unpark(thread(borrower));
		awaitIn(borrower, "there");
	}

	@Test
	@EnabledForJreRange(max = JRE.JAVA_20)
	void severalAreTakenTogether() throws Exception {
		Borrower one = start(this::wander);
		Borrower other = start(this::wander);
		for (Borrower each : List.of(one, other)) {
			TestPools.await().until(() -> thread(each).getState() == Thread.State.WAITING);
		}
		long now = System.nanoTime();
		assertThat(List.of(ThreadTimes.stacks(new Thread[] { thread(one), thread(other) })))
			.allSatisfy((stack) -> assertThat(stack).extracting(StackTraceElement::getMethodName).contains("here"));
		StackTraceBatch.take(Stream.of(one, other, Borrower.current()), now);
		assertThat(one.lastStack().isOutdated(ThreadTimes.UNKNOWN, now)).isFalse();
		assertThat(other.stack(now)).extracting(StackTraceElement::getMethodName).contains("here");
	}

	@Test
	@EnabledForJreRange(max = JRE.JAVA_20)
	void anOwnerOfSeveralIsTakenOnce() throws Exception {
		Borrower one = start(this::wander);
		TestPools.await().until(() -> thread(one).getState() == Thread.State.WAITING);
		long now = System.nanoTime();
		StackTraceBatch.take(Stream.of(one, one), now);
		assertThat(one.lastStack().isOutdated(ThreadTimes.UNKNOWN, now)).as("one alone is not taken beforehand")
			.isTrue();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void nobodyIsAskedForWhereEachIsStoppedByItself() {
		StackTraceBatch.take(Stream.generate(() -> {
			throw new AssertionError("asked for");
		}), System.nanoTime());
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
			Borrower self = Borrower.current();
			try {
				introduced.exchange(self);
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

	private static Thread thread(Borrower borrower) {
		Thread thread = borrower.thread();
		assertThat(thread).isNotNull();
		return thread;
	}

	private static void awaitIn(Borrower borrower, String method) {
		TestPools.await()
			.until(() -> borrower.stack(System.nanoTime())
				.stream()
				.map(StackTraceElement::getMethodName)
				.anyMatch(method::equals));
	}

}

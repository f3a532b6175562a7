package io.github.connectionpool.internal.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;

class IdleWorkersTests {

	private static final CallSites OTHER_APPLICATION = new CallSites(List.of("com.shop"));

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final IdleWorkers workers = new IdleWorkers(OTHER_APPLICATION);

	private final CountDownLatch end = new CountDownLatch(1);

	private final List<Thread> threads = new ArrayList<>();

	@AfterEach
	void end() throws InterruptedException {
		this.end.countDown();
		for (Thread thread : this.threads) {
			thread.join();
		}
	}

	@Test
	void siblingsOfASuspectComeBeforeAllThreadsThatHaveBorrowed() {
		for (int i = 0; i < 20; i++) {
			start("other-" + i);
		}
		Thread suspect = start("loop-1");
		Thread sibling = start("loop-2");
		this.workers.learn(List::of);
		this.workers.askSiblings(suspect);
		this.workers.learn(List::of);
		this.workers.learn(List::of);
		assertThat(this.workers.isKnown(IdlePlaces.of(sibling.getStackTrace(), OTHER_APPLICATION))).isTrue();
	}

	@Test
	void siblingsAreFoundAmongManyThreads() {
		for (int i = 0; i < 600; i++) {
			begin("other-" + i);
		}
		Thread suspect = start("loop-1");
		Thread sibling = start("loop-2");
		this.workers.askSiblings(suspect);
		this.workers.learn(List::of);
		this.workers.learn(List::of);
		assertThat(this.workers.isKnown(IdlePlaces.of(sibling.getStackTrace(), OTHER_APPLICATION))).isTrue();
	}

	/**
	 * Has borrowed and returned, and waits at a line that only threads of its kind wait
	 * at.
	 */
	private Thread start(String name) {
		Thread thread = begin(name);
		TestPools.await().until(() -> thread.getState() == Thread.State.WAITING);
		return thread;
	}

	private Thread begin(String name) {
		Runnable loop = name.startsWith("loop") ? this::loop : this::otherLoop;
		Thread thread = new Thread(loop, name);
		this.threads.add(thread);
		thread.start();
		return thread;
	}

	private void loop() {
		borrow();
		awaitEnd();
	}

	private void otherLoop() {
		borrow();
		awaitEnd();
	}

	private void borrow() {
		this.pool.returned(this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE));
	}

	private void awaitEnd() {
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

package io.github.connectionpool.internal.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

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

	@Test
	void siblingsThatStartLaterAreAskedAsWell() {
		Thread suspect = start("loop-1");
		this.workers.askSiblings(suspect);
		Thread sibling = startWithoutConnection("loop-2");
		checkSomeTimes(suspect);
		assertThat(this.workers.isKnown(IdlePlaces.of(sibling.getStackTrace(), OTHER_APPLICATION))).isTrue();
	}

	@Test
	void siblingThatWasBusyIsAskedAgainBeforeAllOthers() {
		for (int i = 0; i < 40; i++) {
			start("other-" + i);
		}
		this.workers.learn(List::of);
		Thread suspect = start("loop-1");
		AtomicBoolean isBusy = new AtomicBoolean(true);
		Thread sibling = run("loop-2", () -> {
			while (isBusy.get()) {
				Thread.onSpinWait();
			}
			awaitEnd();
		});
		this.workers.askSiblings(suspect);
		this.workers.learn(List::of);
		isBusy.set(false);
		TestPools.await().until(() -> sibling.getState() == Thread.State.WAITING);
		checkSomeTimes(suspect);
		assertThat(this.workers.isKnown(IdlePlaces.of(sibling.getStackTrace(), OTHER_APPLICATION))).isTrue();
	}

	@Test
	void kindIsListedAgainLessAndLessOften() {
		Siblings siblings = new Siblings();
		Thread suspect = start("loop-1");
		startWithoutConnection("loop-2");
		int listed = 0;
		for (int check = 0; check < 1_000; check++) {
			siblings.checkBegins();
			listed += siblings.of(suspect).size();
		}
		assertThat(listed).isBetween(16, 20);
	}

	private void checkSomeTimes(Thread suspect) {
		for (int check = 0; check < 8; check++) {
			this.workers.learn(List::of);
			this.workers.askSiblings(suspect);
		}
	}

	private Thread startWithoutConnection(String name) {
		Thread thread = run(name, this::awaitEnd);
		TestPools.await().until(() -> thread.getState() == Thread.State.WAITING);
		return thread;
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
		return run(name, name.startsWith("loop") ? this::loop : this::otherLoop);
	}

	private Thread run(String name, Runnable work) {
		Thread thread = new Thread(work, name);
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

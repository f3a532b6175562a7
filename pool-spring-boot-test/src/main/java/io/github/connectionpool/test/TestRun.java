package io.github.connectionpool.test;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;

/**
 * One test from its begin to its end: the threads that borrow for it, and the checkouts
 * that belong to it. Thread-safe; begins and ends on the test's thread.
 */
final class TestRun {

	/** More threads are noted only once those without a connection are forgotten. */
	static final int MAX_THREADS = 10_000;

	/** How a thread works for a test. The later one counts. */
	enum Work {

		/** It runs the test or was started in it. */
		OWN,

		/** No other test runs. */
		ASSUMED,

		/** No other test runs, but the thread has borrowed while none ran. */
		BACKGROUND,

		/** Several tests run. */
		UNKNOWN

	}

	private final Class<?> testClass;

	private final @Nullable Method method;

	private final long threadId = TestRuns.id(Thread.currentThread());

	private final long startNanos = System.nanoTime();

	private final TestRules rules;

	private final Map<Long, Work> threads = new ConcurrentHashMap<>();

	private final @Nullable Concurrent concurrent;

	/** Those that a context drops while the test runs are checked, too. */
	private List<MonitoredPool> pools = WatchedPools.all();

	/** The test that its thread ran before, as a thread that waits may run another. */
	private @Nullable TestRun outer;

	private volatile boolean ended;

	TestRun(Class<?> testClass, @Nullable Method method, @Nullable TestRun outer) {
		this.testClass = testClass;
		this.method = method;
		this.outer = outer;
		this.rules = TestRules.of(testClass, method);
		this.concurrent = (this.rules.most() != null) ? new Concurrent(this, this.rules.most()) : null;
	}

	boolean isOf(Class<?> testClass, @Nullable Method method) {
		return !this.ended && this.threadId == TestRuns.id(Thread.currentThread()) && this.testClass == testClass
				&& Objects.equals(this.method, method);
	}

	boolean isRunning() {
		return !this.ended;
	}

	boolean isThread(Thread thread) {
		return this.threadId == TestRuns.id(thread);
	}

	/** A thread that works for this test, or seems to, is about to get a connection. */
	void borrows(Thread thread, Work work) {
		if (this.threads.size() >= MAX_THREADS) {
			this.threads.keySet().retainAll(owners());
			if (this.threads.size() >= MAX_THREADS) {
				return;
			}
		}
		this.threads.merge(TestRuns.id(thread), work, (one, other) -> (one.compareTo(other) > 0) ? one : other);
		if (this.concurrent != null && (work == Work.OWN || (work == Work.ASSUMED && Requests.isCurrent()))) {
			this.concurrent.borrows();
		}
	}

	/** Identifiers of the threads that have a connection. */
	private List<Long> owners() {
		List<Long> owners = new ArrayList<>();
		pools().forEach((pool) -> pool.ledger().forEach((checkout) -> owners.add(checkout.owner().id())));
		return owners;
	}

	/** How the owner of a checkout works for this test, null if it does not. */
	@Nullable Work work(Checkout checkout) {
		if (checkout.acquiredNanos() - this.startNanos < 0 || WatchedPools.isSettled(checkout)) {
			return null;
		}
		Work work = this.threads.get(checkout.owner().id());
		if (work == Work.BACKGROUND && checkout.context().request() != null) {
			// another test, or its preparation, has sent a request to the same thread
			return Work.ASSUMED;
		}
		return work;
	}

	/** Whether the test's thread has borrowed it. */
	boolean isByTest(Checkout checkout) {
		return checkout.owner().id() == this.threadId;
	}

	/**
	 * The checkouts that may belong to the test and are open at the same moment.
	 * @return oldest first in each pool
	 */
	List<Checkout> open() {
		return open((checkout) -> isOwn(checkout) || (work(checkout) == Work.ASSUMED
				&& (checkout.context().request() != null || !WorkerThreads.isScheduled(checkout))));
	}

	/**
	 * The checkouts that certainly belong to the test and are open at the same moment.
	 * @return oldest first in each pool
	 */
	List<Checkout> openForSure() {
		return open((checkout) -> isOwn(checkout)
				|| (work(checkout) == Work.ASSUMED && checkout.context().request() != null));
	}

	private List<Checkout> open(Predicate<Checkout> filter) {
		List<Checkout> open = new ArrayList<>();
		for (MonitoredPool pool : pools()) {
			pool.ledger().oldestFirst().stream().filter(filter).forEach(open::add);
		}
		// one that is open still was open all the time
		open.removeIf((checkout) -> !Openness.isOpen(checkout));
		return open;
	}

	private boolean isOwn(Checkout checkout) {
		return work(checkout) == Work.OWN && (isByTest(checkout) || !WorkerThreads.isScheduledMethod(checkout));
	}

	private List<MonitoredPool> pools() {
		List<MonitoredPool> pools = new ArrayList<>(this.pools);
		for (MonitoredPool pool : WatchedPools.all()) {
			if (!pools.contains(pool)) {
				pools.add(pool);
			}
		}
		return pools;
	}

	/**
	 * The test ends. Waits a moment for connections that are still borrowed.
	 * @throws OpenConnectionsError if the test has broken its rules
	 */
	void end() {
		try {
			List<Checkout> open = new EndOfTest(this).await();
			List<String> faults = new ArrayList<>();
			List<OpenConnectionsError.Borrow> borrows = new ArrayList<>();
			FaultText text = new FaultText(name(), this.testClass);
			if (open.size() > this.rules.open()) {
				faults.add(text.open(open, this.rules.open()));
				borrows.addAll(text.borrows(open));
			}
			if (this.concurrent != null && this.concurrent.isTooMany()) {
				faults.add(text.concurrent(this.concurrent));
				borrows.addAll(text.borrows(this.concurrent));
			}
			if (!faults.isEmpty()) {
				throw new OpenConnectionsError(String.join("\n\n", faults), borrows);
			}
		}
		finally {
			this.ended = true;
			TestRuns.end(this, this.outer);
			// threads of a pool may inherit this object for longer than the test runs
			open().forEach(WatchedPools::settle);
			this.pools = List.of();
			this.threads.clear();
			this.outer = null;
		}
	}

	/**
	 * The name of the test.
	 * @return as {@code OrderTests.place()}
	 */
	String name() {
		String type = this.testClass.getName()
			.substring(this.testClass.getPackageName().isEmpty() ? 0 : this.testClass.getPackageName().length() + 1)
			.replace('$', '.');
		return (this.method != null) ? type + "." + this.method.getName() + "()" : type;
	}

}

package io.github.connectionpool.internal.watch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import io.github.connectionpool.internal.capture.StackCapture;

/**
 * Threads that wait for each other, and the pools that they wait for.
 */
final class StuckThreads {

	private final List<RealPool> pools = new ArrayList<>();

	private final List<Thread> threads = new ArrayList<>();

	/** A pool that is checked for the first time before any thread borrows. */
	RealPool pool(String name, int max, StackCapture capture) {
		RealPool pool = new RealPool(name, max, capture);
		this.pools.add(pool);
		pool.watch.check(System.nanoTime());
		return pool;
	}

	void start(Callable<?> action) {
		start("worker-" + this.threads.size(), action);
	}

	void start(String name, Callable<?> action) {
		Thread thread = new Thread(ignoringFailures(action), name);
		this.threads.add(thread);
		thread.start();
	}

	void startVirtual(Callable<?> action) throws ReflectiveOperationException {
		this.threads.add((Thread) Thread.class.getMethod("startVirtualThread", Runnable.class)
			.invoke(null, ignoringFailures(action)));
	}

	List<Thread> threads() {
		return this.threads;
	}

	static boolean second(RealPool pool, Connection first) throws SQLException {
		try (Connection second = pool.dataSource.getConnection()) {
			return second.isClosed() && first.isClosed();
		}
	}

	private static Runnable ignoringFailures(Callable<?> action) {
		return () -> {
			try {
				action.call();
			}
			catch (Exception ex) {
				// the end of the test
			}
		};
	}

	/** Ends the threads first: a pool that is closed waits for its connections. */
	void end() throws InterruptedException {
		this.threads.forEach(Thread::interrupt);
		for (Thread thread : this.threads) {
			thread.join();
		}
		this.pools.forEach((pool) -> pool.hikari.close());
	}

}

package io.github.connectionpool.evaluation.detector;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Pools to be closed, all at once: one whose connections are leaked may wait for them.
 */
final class Pools {

	private static final int LONGEST_CLOSE_SECONDS = 30;

	private final Queue<AutoCloseable> open = new ConcurrentLinkedQueue<>();

	<T extends AutoCloseable> T add(T pool) {
		this.open.add(pool);
		return pool;
	}

	void close() {
		ExecutorService executor = Executors.newCachedThreadPool();
		this.open.forEach((pool) -> executor.execute(() -> close(pool)));
		executor.shutdown();
		try {
			executor.awaitTermination(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		executor.shutdownNow();
	}

	private static void close(AutoCloseable pool) {
		try {
			pool.close();
		}
		catch (Exception ex) {
			// the database is about to go as well
		}
	}

}

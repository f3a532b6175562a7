package io.github.connectionpool.evaluation.deadlock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

import io.github.connectionpool.evaluation.work.Steps;
import io.github.connectionpool.evaluation.work.Task;

/**
 * Work that waits for a full pool and comes to its end.
 */
final class Finishing {

	private static final int CHAINS = 9;

	private static final int WORKERS = 3;

	private static final long CHAIN_SECONDS = 6;

	private static final Duration LONG = Duration.ofSeconds(5);

	private static final int WAITING = 3;

	private Finishing() {
	}

	static void chainOfFutures(DataSource pool) throws Exception {
		ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
		Executor later = CompletableFuture.delayedExecutor(CHAIN_SECONDS, TimeUnit.SECONDS);
		try {
			CompletableFuture<?>[] chains = new CompletableFuture<?>[CHAINS];
			for (int i = 0; i < CHAINS; i++) {
				chains[i] = CompletableFuture.supplyAsync(() -> open(pool), workers)
					.thenAcceptAsync(Steps::close, later);
			}
			CompletableFuture.allOf(chains).get();
		}
		finally {
			workers.shutdownNow();
		}
	}

	/** Each hands its first connection on and needs another before that comes back. */
	static void handedOnInTheWork(DataSource pool) throws Exception {
		Executor later = CompletableFuture.delayedExecutor(CHAIN_SECONDS, TimeUnit.SECONDS);
		CountDownLatch held = new CountDownLatch(WORKERS);
		Task task = () -> {
			Connection first = open(pool);
			meet(held);
			later.execute(() -> Steps.close(first));
			try (Connection second = pool.getConnection()) {
				second.isValid(1);
			}
		};
		Together.run(Collections.nCopies(WORKERS, task));
	}

	static void nestedWithReturn(DataSource pool) throws Exception {
		CountDownLatch held = new CountDownLatch(WORKERS);
		List<Task> tasks = new ArrayList<>();
		for (int i = 1; i < WORKERS; i++) {
			tasks.add(() -> {
				try (Connection first = pool.getConnection()) {
					meet(held);
					try (Connection second = pool.getConnection()) {
						first.isValid(1);
						second.isValid(1);
					}
				}
			});
		}
		tasks.add(() -> {
			try (Connection only = pool.getConnection()) {
				meet(held);
				Thread.sleep(LONG.toMillis());
				only.isValid(1);
			}
		});
		Together.run(tasks);
	}

	static void lockWithoutPool(DataSource pool) throws Exception {
		ReentrantLock lock = new ReentrantLock();
		CountDownLatch held = new CountDownLatch(2);
		List<Task> tasks = new ArrayList<>();
		tasks.add(() -> {
			lock.lock();
			try {
				meet(held);
				Thread.sleep(LONG.toMillis());
			}
			finally {
				lock.unlock();
			}
		});
		tasks.add(() -> {
			try (Connection only = pool.getConnection()) {
				meet(held);
				lock.lock();
				try {
					only.isValid(1);
				}
				finally {
					lock.unlock();
				}
			}
		});
		for (int i = 0; i < WAITING; i++) {
			tasks.add(() -> {
				held.await();
				try (Connection connection = pool.getConnection()) {
					connection.isValid(1);
				}
			});
		}
		Together.run(tasks);
	}

	private static void meet(CountDownLatch latch) throws InterruptedException {
		latch.countDown();
		latch.await();
	}

	private static Connection open(DataSource pool) {
		try {
			return pool.getConnection();
		}
		catch (SQLException ex) {
			throw new CompletionException(ex);
		}
	}

}

package io.github.connectionpool.sample.traffic;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Sends visitors at a fixed rate, however slow the shop answers: real ones do not wait
 * for each other either.
 */
final class TrafficRun implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(TrafficRun.class);

	private static final int MOST_AT_ONCE = 64;

	private final Visitor visitor;

	private final int rate;

	private final int seconds;

	private final TrafficTally tally = new TrafficTally();

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final CountDownLatch over = new CountDownLatch(1);

	TrafficRun(Visitor visitor, int rate, int seconds) {
		this.visitor = visitor;
		this.rate = rate;
		this.seconds = seconds;
	}

	@Override
	public void run() {
		ExecutorService threads = threads();
		try {
			sendAll(threads);
			threads.shutdown();
			threads.awaitTermination(Visitor.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			threads.shutdownNow();
			this.over.countDown();
		}
	}

	void stop() {
		this.stopped.countDown();
	}

	boolean isRunning() {
		return this.over.getCount() > 0;
	}

	TrafficReport report() {
		return this.tally.report(isRunning(), this.rate, this.seconds);
	}

	private void sendAll(ExecutorService threads) throws InterruptedException {
		long start = System.nanoTime();
		long arrivals = (long) this.rate * this.seconds;
		for (long i = 0; i < arrivals; i++) {
			long arrival = start + i * TimeUnit.SECONDS.toNanos(1) / this.rate;
			if (this.stopped.await(arrival - System.nanoTime(), TimeUnit.NANOSECONDS)) {
				return;
			}
			send(threads, arrival);
		}
	}

	private void send(ExecutorService threads, long arrival) {
		try {
			threads.execute(() -> visit(arrival));
		}
		catch (RejectedExecutionException ex) {
			this.tally.dropped();
		}
	}

	private void visit(long arrival) {
		this.tally.sent();
		boolean success = false;
		try {
			success = this.visitor.visit();
		}
		catch (IOException ex) {
			logger.debug("A visitor was not served", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.tally.answered(success, Duration.ofNanos(System.nanoTime() - arrival));
		}
	}

	private static ExecutorService threads() {
		CustomizableThreadFactory factory = new CustomizableThreadFactory("visitor-");
		factory.setDaemon(true);
		return new ThreadPoolExecutor(0, MOST_AT_ONCE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
	}

}

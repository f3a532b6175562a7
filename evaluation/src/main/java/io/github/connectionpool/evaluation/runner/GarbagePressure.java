package io.github.connectionpool.evaluation.runner;

import java.time.Duration;

/**
 * Makes garbage and asks for collections, as a busy application would have them.
 */
public final class GarbagePressure {

	private static final Duration BETWEEN_COLLECTIONS = Duration.ofSeconds(3);

	private static final Duration PAUSE = Duration.ofMillis(50);

	private static final int CHUNK = 1 << 20;

	private final Thread thread = new Thread(this::run, "garbage-pressure");

	/** Written so that nothing is optimized away. */
	@SuppressWarnings("UnusedVariable")
	private volatile byte[] garbage = {};

	/** Begin at once. */
	public GarbagePressure() {
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void run() {
		long next = System.nanoTime();
		try {
			while (!Thread.currentThread().isInterrupted()) {
				this.garbage = new byte[CHUNK];
				Thread.sleep(PAUSE.toMillis());
				if (System.nanoTime() - next >= 0) {
					System.gc();
					next = System.nanoTime() + BETWEEN_COLLECTIONS.toNanos();
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Make no more. */
	public void close() {
		this.thread.interrupt();
	}

}

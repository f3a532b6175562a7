package io.github.connectionpool.sample.scenario;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The time a scenario may take.
 */
final class TimeBox {

	private final long end;

	TimeBox(Duration time) {
		this.end = System.nanoTime() + time.toNanos();
	}

	boolean isOpen() {
		return left() > 0;
	}

	/**
	 * Sleeps, but not past the end.
	 */
	void pause(Duration pause) {
		sleep(Duration.ofNanos(Math.max(0, Math.min(pause.toNanos(), left()))));
	}

	static void sleep(Duration time) {
		try {
			TimeUnit.NANOSECONDS.sleep(time.toNanos());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The application stops", ex);
		}
	}

	private long left() {
		return this.end - System.nanoTime();
	}

}

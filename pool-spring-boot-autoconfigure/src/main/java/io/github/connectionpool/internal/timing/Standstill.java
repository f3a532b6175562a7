package io.github.connectionpool.internal.timing;

import java.time.Duration;

/**
 * Tells for how long nothing ran: neither a check nor, as far as can be known, the
 * application. The JVM was stopped by a debugger, a signal, a host or a long collection,
 * or the application context was stopped and started again. Thread-safe.
 */
public final class Standstill {

	/** A check that is later than this was not kept by a busy machine. */
	static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

	private boolean begun;

	private long lastNanos;

	/**
	 * Note that a check has ended.
	 * @param now {@link System#nanoTime()}
	 */
	public synchronized void checked(long now) {
		this.begun = true;
		this.lastNanos = now;
	}

	/**
	 * The time between the last check and the present one that nothing has been seen of.
	 * Counts as a check, so that the same time is told once.
	 * @param now {@link System#nanoTime()}
	 * @param interval nanoseconds after which a check was due
	 * @return nanoseconds, 0 if the check is not unusually late
	 */
	public synchronized long end(long now, long interval) {
		long late = this.begun ? now - this.lastNanos - interval : 0;
		checked(now);
		return (late > LONGEST_DELAY.toNanos()) ? late : 0;
	}

}

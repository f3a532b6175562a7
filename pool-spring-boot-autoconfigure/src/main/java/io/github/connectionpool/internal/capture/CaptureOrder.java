package io.github.connectionpool.internal.capture;

import java.time.Duration;
import java.time.Instant;

/**
 * An operator's order to take stacks otherwise for a while. Immutable.
 *
 * @param mode the mode of that while
 * @param until its end
 * @param endNanos the same by {@link System#nanoTime()}
 * @param who name of the operator, for people
 */
public record CaptureOrder(StackCapture mode, Instant until, long endNanos, String who) {

	/**
	 * An order that begins now.
	 * @param mode the mode of that while
	 * @param period the length of that while
	 * @param who name of the operator, for people
	 * @return the order
	 */
	public static CaptureOrder of(StackCapture mode, Duration period, String who) {
		return new CaptureOrder(mode, Instant.now().plus(period), System.nanoTime() + period.toNanos(), who);
	}

	/**
	 * Whether it has ended.
	 * @param now {@link System#nanoTime()}
	 * @return true from its end on
	 */
	public boolean hasEnded(long now) {
		return now - this.endNanos >= 0;
	}

}

package io.github.connectionpool.internal.answer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CaptureOrder;

/**
 * An operator's order to take stacks otherwise for a while.
 *
 * @param captureStack the mode of that while, as in {@code connectionpool.capture.stack}
 * @param until its end
 * @param orderedBy name of the operator, or that it is not known
 */
public record CaptureView(String captureStack, Instant until, String orderedBy) {

	/**
	 * Shows an order.
	 * @param order the order, null if there is none
	 * @return null if there is none
	 */
	public static @Nullable CaptureView of(@Nullable CaptureOrder order) {
		return (order != null)
				? new CaptureView(order.mode().value(), order.until().truncatedTo(ChronoUnit.MILLIS), order.who())
				: null;
	}

}

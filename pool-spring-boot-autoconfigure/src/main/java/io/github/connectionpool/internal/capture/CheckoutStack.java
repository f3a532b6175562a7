package io.github.connectionpool.internal.capture;

import java.util.Arrays;

/**
 * The stack of a borrow. A {@link Throwable} because that is the cheapest way to take
 * one: its frames become {@link StackTraceElement}s only when they are read.
 */
public final class CheckoutStack extends Throwable {

	private static final long serialVersionUID = 1L;

	private static final StackTraceElement[] NO_FRAMES = {};

	public CheckoutStack() {
		super(null, null, false, true);
	}

	/**
	 * The frames from the caller of the data source on; none if the JVM took no stack.
	 */
	public StackTraceElement[] frames() {
		StackTraceElement[] frames = getStackTrace();
		for (int i = 0; i < frames.length; i++) {
			if (!isOwn(frames[i])) {
				return Arrays.copyOfRange(frames, i, frames.length);
			}
		}
		return NO_FRAMES;
	}

	private static boolean isOwn(StackTraceElement frame) {
		String type = frame.getClassName();
		return CallSites.OWN_PACKAGES.stream().anyMatch(type::startsWith);
	}

}

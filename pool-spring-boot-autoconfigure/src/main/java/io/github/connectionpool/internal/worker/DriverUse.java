package io.github.connectionpool.internal.worker;

import java.util.List;

import io.github.connectionpool.report.ThreadActivity;

/**
 * Recognizes, from the stack of a thread, a call into a database driver that the monitor
 * has not made. A thread makes such calls on the driver's connection that it has
 * unwrapped.
 */
public final class DriverUse {

	/** The monitor, whose own calls are noted anyway. */
	private static final String MONITOR = "io.github.connectionpool.internal.jdbc.";

	private DriverUse() {
	}

	/**
	 * Whether a thread is in a driver without the monitor on its stack.
	 * @param stack its stack
	 */
	public static boolean isSeen(List<StackTraceElement> stack) {
		boolean driver = false;
		for (StackTraceElement frame : stack) {
			if (frame.getClassName().startsWith(MONITOR)) {
				return false;
			}
			driver = driver || ThreadActivities.isToldBy(frame.getClassName() + "." + frame.getMethodName(),
					ThreadActivity.Place.DATABASE);
		}
		return driver;
	}

}

package io.github.connectionpool.internal.worker;

import java.util.List;

import io.github.connectionpool.report.ThreadActivity;

/**
 * Recognizes, from the stack of a thread, a call into a database driver that the monitor
 * has not made. A thread makes such calls on the driver's connection that it has
 * unwrapped.
 */
public final class DriverUse {

	/** Classes of the monitor, whose own calls are noted anyway. */
	private static final List<String> MONITOR = List.of("io.github.connectionpool.internal.jdbc.Monitored",
			"io.github.connectionpool.internal.jdbc.Delegating");

	private DriverUse() {
	}

	/**
	 * Whether a thread is in a driver without the monitor on its stack.
	 * @param stack its stack
	 */
	public static boolean isSeen(List<StackTraceElement> stack) {
		boolean driver = false;
		for (StackTraceElement frame : stack) {
			if (isMonitor(frame.getClassName())) {
				return false;
			}
			driver = driver || ThreadActivities.isToldBy(frame.getClassName() + "." + frame.getMethodName(),
					ThreadActivity.Place.DATABASE);
		}
		return driver;
	}

	private static boolean isMonitor(String type) {
		for (String name : MONITOR) {
			if (type.startsWith(name)) {
				return true;
			}
		}
		return false;
	}

}

package io.github.connectionpool.internal.worker;

import java.util.List;

import io.github.connectionpool.report.ThreadActivity;

/**
 * Tells from the stack of a thread whether it is in a database driver past the monitor.
 * That is how a thread uses the driver's connection that it has unwrapped.
 */
public final class DriverUse {

	/** Calls through these are seen anyway. */
	private static final List<String> MONITOR = List.of("io.github.connectionpool.internal.jdbc.Monitored",
			"io.github.connectionpool.internal.jdbc.Delegating");

	private DriverUse() {
	}

	/**
	 * Whether a thread is in a driver past the monitor.
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

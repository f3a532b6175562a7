package io.github.connectionpool.internal.pgbouncer.hazard;

import java.util.Arrays;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSites;

/**
 * Finds the line of the application that runs a statement, from inside the listener.
 */
final class CallerStack {

	private static final Set<String> LISTENER = Set.of(CallerStack.class.getName(), HazardOccurrences.class.getName(),
			HazardWatch.class.getName(), HazardWatch.Seen.class.getName());

	private CallerStack() {
	}

	/** Takes the stack; null if nothing in it is of the application. */
	static @Nullable String callSite(CallSites finder) {
		StackTraceElement[] frames = new Throwable().getStackTrace();
		int first = 0;
		while (first < frames.length && isOwn(frames[first].getClassName())) {
			first++;
		}
		StackTraceElement found = finder.find(Arrays.copyOfRange(frames, first, frames.length));
		return (found != null) ? CallSites.describe(found) : null;
	}

	/** Where tests count as the application, these would, too. */
	private static boolean isOwn(String type) {
		return LISTENER.contains(type) || type.startsWith("io.github.connectionpool.internal.jdbc.")
				|| type.startsWith("io.github.connectionpool.internal.checkout.");
	}

}

package io.github.connectionpool.internal.worker;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSites;

/**
 * Where threads have been seen to wait without any connection: between two tasks, as far
 * as can be told. A place is a stack with its lines, so that it is the same for all
 * threads that wait there. Bounded, the one that was seen the longest ago is forgotten
 * first. For the one watching thread.
 */
public final class IdlePlaces {

	static final int MAX = 256;

	/** A worker's loop is near its thread's root. */
	private static final int MAX_FRAMES = 40;

	/** A thread may borrow and return between a look at it and one at the ledger. */
	private static final int ENOUGH = 2;

	private final Map<String, Integer> sightings = new LinkedHashMap<>(16, 0.75F, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
			return size() > MAX;
		}

	};

	/** A thread that holds nothing has been seen there. */
	void seen(String place) {
		this.sightings.merge(place, 1, Integer::sum);
	}

	/** Whether threads wait there between two tasks. */
	boolean isKnown(@Nullable String place) {
		return place != null && this.sightings.getOrDefault(place, 0) >= ENOUGH;
	}

	/**
	 * The place at which a thread waits.
	 * @param stack what it does, topmost frame first
	 * @return null if it runs, or waits within code of the application
	 */
	public static @Nullable String of(StackTraceElement[] stack, CallSites callSites) {
		// each wait of the JDK, and of those that bring their own, ends in native code
		if (stack.length == 0 || stack.length > MAX_FRAMES || !stack[0].isNativeMethod()) {
			return null;
		}
		StringBuilder place = new StringBuilder();
		String wait = "";
		boolean isBelowTheJdk = false;
		for (StackTraceElement frame : stack) {
			if (callSites.isApplication(frame)) {
				return null;
			}
			if (WorkerStacks.isHidden(frame.getClassName())) {
				continue;
			}
			isBelowTheJdk = isBelowTheJdk || !WorkerStacks.isJdk(frame);
			if (!isBelowTheJdk) {
				// the lines in the wait itself differ with how it came to wait
				wait = WorkerStacks.name(frame);
				continue;
			}
			place.append('\n').append(WorkerStacks.name(frame)).append(':').append(frame.getLineNumber());
		}
		return isBelowTheJdk ? wait + place : null;
	}

}

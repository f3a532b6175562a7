package io.github.connectionpool.internal.worker;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSites;

/**
 * The places where threads without a connection have been seen to wait, presumably
 * between two tasks. A place is a stack with its lines, so that it is the same for all
 * threads that wait there. Bounded: the place not seen for the longest time is forgotten
 * first. For the one watching thread.
 */
public final class IdlePlaces {

	static final int MAX = 256;

	/**
	 * The most frames of such a stack, since a worker's loop is near the root of its
	 * thread.
	 */
	private static final int MAX_FRAMES = 40;

	/**
	 * How often a place must be seen. Once is not enough, since the thread may borrow and
	 * return between the check of its stack and that of the ledger.
	 */
	static final int ENOUGH = 2;

	private final Map<String, Integer> sightings = new LinkedHashMap<>(16, 0.75F, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
			return size() > MAX;
		}

	};

	/** A thread without a connection has been seen waiting at a place. */
	void seen(String place) {
		this.sightings.merge(place, 1, Integer::sum);
	}

	/** Whether threads are known to wait at a place between two tasks. */
	boolean isKnown(@Nullable String place) {
		return place != null && this.sightings.getOrDefault(place, 0) >= ENOUGH;
	}

	/**
	 * The place at which a thread waits.
	 * @param stack the stack of the thread, topmost frame first
	 * @return null if it runs, or waits within code of the application
	 */
	public static @Nullable String of(StackTraceElement[] stack, CallSites callSites) {
		// each wait ends in native code, in the JDK and in libraries with waits of their
		// own
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
				// the lines within the wait depend on how the thread came to wait
				wait = WorkerStacks.name(frame);
				continue;
			}
			place.append('\n').append(WorkerStacks.name(frame)).append(':').append(frame.getLineNumber());
		}
		return isBelowTheJdk ? wait + place : null;
	}

}

package io.github.connectionpool.internal.verdict;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.report.CheckoutContext;

/**
 * Remembers, by call site, how long connections have stayed idle after the end of their
 * work before they were used or returned after all. The longest pause of a call site
 * counts. A call site is forgotten a day after its last pause. Bounded: the call site
 * whose last pause is the oldest is forgotten first. If the call site is not known, the
 * context or the unit of work is used; without these nothing is learned. Thread-safe.
 */
public final class ClearedCallSites {

	static final int MAX = 1000;

	/** How long a pause is remembered without another one of its call site. */
	static final Duration MEMORY = Duration.ofDays(1);

	private final Map<String, Pause> pauses = new LinkedHashMap<>();

	private volatile boolean empty = true;

	/**
	 * A connection was used or returned after a pause.
	 * @param pause how long it was idle
	 * @param now {@link System#nanoTime()}
	 */
	public void seen(Checkout checkout, Duration pause, long now) {
		String origin = origin(checkout);
		if (origin == null) {
			return;
		}
		synchronized (this.pauses) {
			// removed first, so that the order is that of the last pauses
			Pause before = this.pauses.remove(origin);
			boolean longer = before == null || before.isForgotten(now) || pause.compareTo(before.longest()) > 0;
			this.pauses.put(origin, new Pause(longer ? pause : before.longest(), now));
			if (this.pauses.size() > MAX) {
				this.pauses.remove(this.pauses.keySet().iterator().next());
			}
			this.empty = false;
		}
	}

	/**
	 * The longest pause that was seen at the call site of a checkout.
	 * @param now {@link System#nanoTime()}
	 * @return null if none is known
	 */
	public @Nullable Duration longestPause(Checkout checkout, long now) {
		// most applications hand no connection on, so that frames need not be made
		if (this.empty) {
			return null;
		}
		String origin = origin(checkout);
		if (origin == null) {
			return null;
		}
		synchronized (this.pauses) {
			Pause pause = this.pauses.get(origin);
			return (pause != null && !pause.isForgotten(now)) ? pause.longest() : null;
		}
	}

	/**
	 * The source that the next checkout of the same code has, too; null if it is not
	 * known.
	 */
	private static @Nullable String origin(Checkout checkout) {
		String origin = checkout.callSiteText();
		if (origin == null && isOriginKnown(checkout)) {
			origin = checkout.source();
		}
		return (origin != null) ? checkout.pool().name() + ' ' + origin : null;
	}

	private static boolean isOriginKnown(Checkout checkout) {
		CheckoutContext context = checkout.context();
		return context.transaction() != null || context.request() != null || context.task() != null
				|| !context.contributed().isEmpty() || checkout.work() != null;
	}

	/** The longest pause, and when the last one ended. */
	private record Pause(Duration longest, long lastNanos) {

		boolean isForgotten(long now) {
			return now - this.lastNanos > MEMORY.toNanos();
		}

	}

}

package io.github.connectionpool.internal.verdict;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How long a connection may stay idle after the end of its work. Connections that are
 * handed on extend it: a connection of the same call site may be idle for three times the
 * longest pause that was seen. Immutable.
 *
 * @param quiet how long any connection may be idle before it is leaked
 * @param longestPause how long others of its call site were idle before they were used or
 * returned after all, null if none is known
 */
record Patience(Duration quiet, @Nullable Duration longestPause) {

	/**
	 * How long a connection may be idle before it is suspected, if no pause is known.
	 * Another thread may close it a moment later.
	 */
	static final Duration GRACE = Duration.ofSeconds(1);

	private static final int TIMES = 3;

	Duration untilSuspect() {
		return (this.longestPause != null) ? untilLeaked() : GRACE;
	}

	Duration untilLeaked() {
		if (this.longestPause == null) {
			return this.quiet;
		}
		Duration patience = this.longestPause.multipliedBy(TIMES);
		return (patience.compareTo(this.quiet) > 0) ? patience : this.quiet;
	}

}

package io.github.connectionpool.internal.verdict;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How long a connection may lie after the end of its work. Connections that are handed on
 * teach it: those of their call site may lie for three times the longest pause that was
 * seen. Immutable.
 *
 * @param quiet how long any may lie before it is leaked
 * @param longestPause how long others of its call site have lain before they were used or
 * returned after all, null if none is known to have
 */
record Patience(Duration quiet, @Nullable Duration longestPause) {

	/**
	 * How long a connection may lie before it is suspected, where no pause is known: the
	 * thread that closes it may be another, a moment later.
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

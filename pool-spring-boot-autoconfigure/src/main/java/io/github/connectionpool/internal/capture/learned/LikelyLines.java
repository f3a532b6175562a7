package io.github.connectionpool.internal.capture.learned;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSite;

/**
 * The lines from which a checkout was probably borrowed. Immutable.
 *
 * @param candidates the lines with their counts, the likeliest first; empty if none is
 * known
 * @param basis the borrows that were counted
 * @param stack the stack of a borrow at the likeliest line, topmost frame first; empty if
 * none is kept
 */
public record LikelyLines(List<Candidate> candidates, Basis basis, List<StackTraceElement> stack) {

	/** Nothing is known. */
	public static final LikelyLines NONE = new LikelyLines(List.of(), Basis.ORIGIN, List.of());

	/** How many candidates are shown. */
	public static final int MAX = 3;

	/**
	 * The likeliest line.
	 * @return null if none is known
	 */
	public @Nullable CallSite first() {
		return this.candidates.isEmpty() ? null : this.candidates.get(0).site();
	}

	/** The borrows that were counted. */
	public enum Basis {

		/** Borrows of the same origin with the same first statement. */
		STATEMENT,

		/** Borrows of the same origin without a statement. */
		NO_STATEMENT,

		/** Borrows of any origin with the same first statement. */
		OTHER_ORIGINS,

		/** All borrows of the same origin. */
		ORIGIN

	}

	/**
	 * A line with its counts.
	 *
	 * @param site the line
	 * @param seen how many of the sampled borrows came from it
	 * @param of how many borrows were sampled
	 */
	public record Candidate(CallSite site, int seen, int of) {
	}

}

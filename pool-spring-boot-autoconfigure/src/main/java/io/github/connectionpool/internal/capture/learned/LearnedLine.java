package io.github.connectionpool.internal.capture.learned;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSite;

/**
 * A line that has been seen on a sampled stack, with that stack. Guarded by the lock of
 * its {@link LearnedLines}.
 */
final class LearnedLine {

	private static final StackTraceElement[] NO_FRAMES = {};

	private final @Nullable CallSite site;

	private final boolean later;

	private StackTraceElement[] stack = NO_FRAMES;

	/** Counts the samples of all lines, so that the oldest can be found. */
	private long lastSample;

	/**
	 * Create.
	 * @param site the line, null if the stack has none
	 * @param later whether the stack is that of a later call, not of the borrow
	 */
	LearnedLine(@Nullable CallSite site, boolean later) {
		this.site = site;
		this.later = later;
	}

	@Nullable CallSite site() {
		return this.site;
	}

	boolean isLater() {
		return this.later;
	}

	StackTraceElement[] stack() {
		return this.stack;
	}

	void keep(StackTraceElement[] stack) {
		this.stack = stack;
	}

	void dropStack() {
		this.stack = NO_FRAMES;
	}

	long lastSample() {
		return this.lastSample;
	}

	void sampled(long number) {
		this.lastSample = number;
	}

}

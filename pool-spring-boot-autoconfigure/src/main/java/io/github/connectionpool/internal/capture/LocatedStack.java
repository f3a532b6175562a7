package io.github.connectionpool.internal.capture;

import org.jspecify.annotations.Nullable;

/**
 * A checkout stack that was read: its frames, and the call site in them. Immutable.
 */
public final class LocatedStack {

	private final StackTraceElement[] frames;

	private final @Nullable CallSite callSite;

	/**
	 * Read a stack.
	 * @param stack the stack of a borrow
	 * @param callSites finds the call site
	 */
	public LocatedStack(CheckoutStack stack, CallSites callSites) {
		this.frames = stack.frames();
		this.callSite = callSites.locate(this.frames);
	}

	/**
	 * The frames.
	 * @return a new array, topmost frame first
	 */
	public StackTraceElement[] frames() {
		return this.frames.clone();
	}

	/**
	 * The application's line, or the component of a framework.
	 * @return null if no frame qualifies
	 */
	public @Nullable CallSite callSite() {
		return this.callSite;
	}

}

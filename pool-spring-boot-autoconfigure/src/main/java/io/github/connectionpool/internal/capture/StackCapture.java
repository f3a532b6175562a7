package io.github.connectionpool.internal.capture;

import java.util.Locale;

/**
 * When the stack of a borrow is taken.
 */
public enum StackCapture {

	/** On every borrow. */
	ALWAYS,

	/**
	 * When there is a reason. One reason is that the lines of such borrows are not known
	 * yet, or that the borrow is one of a small sample from which they are learned. It is
	 * a reason that more of the pool is borrowed than is usual for it, or that a checkout
	 * was suspected in the last hour. It is another that a checkout of the same context
	 * and work has leaked before.
	 */
	ADAPTIVE,

	/** Never. */
	NEVER;

	/**
	 * The mode as a property and an answer have it.
	 * @return in lower case
	 */
	public String value() {
		return name().toLowerCase(Locale.ROOT);
	}

}

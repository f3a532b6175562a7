package io.github.connectionpool.internal.capture;

/**
 * When the stack of a borrow is taken.
 */
public enum StackCapture {

	/** On every borrow. */
	ALWAYS,

	/**
	 * When there is a reason. Reasons are: more of the pool is borrowed than is usual for
	 * it, a checkout was suspected in the last hour, a checkout of the same context and
	 * work has leaked before, or the borrow is one of a small sample.
	 */
	ADAPTIVE,

	/** Never. */
	NEVER

}

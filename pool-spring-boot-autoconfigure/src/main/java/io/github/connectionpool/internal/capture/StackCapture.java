package io.github.connectionpool.internal.capture;

/**
 * When the stack of a borrow is taken.
 */
public enum StackCapture {

	/** On every borrow. */
	ALWAYS,

	/**
	 * When there is a reason: more of the pool is out than is usual for it, a checkout
	 * was accused in the last hour, one of the same context and work has leaked before,
	 * or the borrow is one of a small sample.
	 */
	ADAPTIVE,

	/** Never. */
	NEVER

}

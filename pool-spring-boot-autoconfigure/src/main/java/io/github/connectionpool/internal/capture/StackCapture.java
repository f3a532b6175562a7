package io.github.connectionpool.internal.capture;

/**
 * When the stack of a borrow is taken.
 */
public enum StackCapture {

	/** On every borrow. */
	ALWAYS,

	/**
	 * When there is a reason. One reason is that more of the pool is borrowed than is
	 * usual for it, or that a checkout was suspected in the last hour. Another is that a
	 * checkout of the same context and work has leaked before. A small sample of borrows
	 * is taken without any other reason.
	 */
	ADAPTIVE,

	/** Never. */
	NEVER

}

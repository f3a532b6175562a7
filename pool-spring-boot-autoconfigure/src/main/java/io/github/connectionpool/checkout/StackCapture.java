package io.github.connectionpool.checkout;

/**
 * When the stack of a borrow is taken.
 */
public enum StackCapture {

	/** On every borrow. */
	ALWAYS,

	/**
	 * When there is a reason: the pool is at least half in use, a checkout has become
	 * suspect, or the borrow is one of a small sample.
	 */
	ADAPTIVE,

	/** Never. */
	NEVER

}

package io.github.connectionpool.test;

import java.util.List;

/**
 * Thrown at the end of a test that leaves connections borrowed, or that has had too many
 * at once. Its cause, and the causes that are suppressed, have the stacks of the borrows.
 *
 * @since 0.1.0
 */
public final class OpenConnectionsError extends AssertionError {

	private static final long serialVersionUID = 1L;

	OpenConnectionsError(String message, List<Borrow> borrows) {
		super(message, borrows.isEmpty() ? null : borrows.get(0));
		borrows.stream().skip(1).forEach(this::addSuppressed);
	}

	/** A borrow, with the stack that it had. */
	static final class Borrow extends Exception {

		private static final long serialVersionUID = 1L;

		Borrow(String message, StackTraceElement[] stack) {
			super(message);
			setStackTrace(stack);
		}

		/** The stack is that of the borrow. */
		@Override
		public synchronized Throwable fillInStackTrace() {
			return this;
		}

	}

}

package io.github.connectionpool.internal.jdbc;

import java.util.concurrent.Callable;

/**
 * A thread with hardly any stack left.
 */
final class EndOfTheStack {

	private final Callable<?> action;

	private int failures;

	private EndOfTheStack(Callable<?> action) {
		this.action = action;
	}

	/**
	 * Goes down to the end of the stack, then runs an action on the way back from each
	 * depth, on a thread that has ended when this returns.
	 * @param action must not catch the error
	 * @return how often the stack ended within the action
	 */
	static int atEachDepth(Callable<?> action) throws InterruptedException {
		EndOfTheStack end = new EndOfTheStack(action);
		Thread thread = new Thread(null, end::descend, "deep", 256 * 1024);
		thread.start();
		thread.join();
		return end.failures;
	}

	@SuppressWarnings("InfiniteRecursion") // on purpose
	private void descend() {
		try {
			descend();
		}
		catch (StackOverflowError ex) {
			// this is the end
		}
		try {
			this.action.call();
		}
		catch (StackOverflowError ex) {
			this.failures++;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}

package io.github.connectionpool.benchmarks.slices;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * Stacks as deep as those of applications, where a borrow is below a web server, filters
 * and proxies.
 */
public final class Depth {

	private Depth() {
	}

	/**
	 * Work deeper in the stack.
	 * @param frames how many frames deeper
	 * @param work the action
	 * @param <T> type of the result
	 * @return what the work returns
	 * @throws Exception what the work throws
	 */
	public static <T extends @Nullable Object> T below(int frames, Callable<T> work) throws Exception {
		return (frames > 0) ? below(frames - 1, work) : work.call();
	}

	/**
	 * Work at a depth of the stack.
	 * @param total how many frames there are from the thread's first to the work's caller
	 * @param work the action
	 * @param <T> type of the result
	 * @return what the work returns
	 * @throws Exception what the work throws
	 */
	public static <T extends @Nullable Object> T at(int total, Callable<T> work) throws Exception {
		int here = StackWalker.getInstance().<Long>walk((frames) -> frames.count()).intValue();
		if (here >= total) {
			throw new IllegalStateException("The stack is %d frames deep, not %d".formatted(here, total));
		}
		// the first call is a frame itself
		return below(total - here - 1, work);
	}

}

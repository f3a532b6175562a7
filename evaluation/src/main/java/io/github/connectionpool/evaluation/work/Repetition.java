package io.github.connectionpool.evaluation.work;

import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Lets each unit of work do its task many times in a row. So a path is run thousands of
 * times where the way to it, as a request or a message, is slow.
 */
public final class Repetition {

	/** So that one unit of work after the other has its turn. */
	private static final int MOST = 100;

	private static final ThreadLocal<@Nullable BooleanSupplier> current = new ThreadLocal<>();

	private Repetition() {
	}

	/**
	 * Do something whose units of work, begun by the calling thread, repeat themselves.
	 * @param again asked after each time in the thread of the unit of work, also when it
	 * has failed
	 * @param task what to do
	 * @throws Exception if it has failed
	 */
	public static void during(BooleanSupplier again, Task task) throws Exception {
		current.set(again);
		try {
			task.run();
		}
		finally {
			current.remove();
		}
	}

	static Task of(Task task) {
		BooleanSupplier again = current.get();
		return (again != null) ? () -> repeat(task, again) : task;
	}

	/** Fails as the last time does. */
	private static void repeat(Task task, BooleanSupplier again) throws Exception {
		int left = MOST;
		Exception failure;
		do {
			failure = null;
			try {
				task.run();
			}
			catch (Exception ex) {
				failure = ex;
			}
		}
		while (again.getAsBoolean() && --left > 0);
		if (failure != null) {
			throw failure;
		}
	}

}

package io.github.connectionpool.evaluation.work;

import java.util.concurrent.Executor;

/**
 * Tasks on any executor.
 */
public final class OnExecutor {

	private OnExecutor() {
	}

	/**
	 * Run a task on an executor and wait for its end.
	 * @param executor where it runs
	 * @param task the task
	 * @throws Exception if it has failed
	 */
	public static void run(Executor executor, Task task) throws Exception {
		Job job = new Job(task);
		executor.execute(() -> {
			try {
				job.run();
			}
			catch (Exception ex) {
				// the job tells it
			}
		});
		job.await();
	}

}

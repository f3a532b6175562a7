package io.github.connectionpool.evaluation.deadlock;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.connectionpool.evaluation.work.Task;

/**
 * Runs tasks at the same time, each in a thread of its own.
 */
final class Together {

	private Together() {
	}

	/**
	 * Run them and wait for all.
	 * @param tasks the tasks
	 * @throws Exception the first failure
	 */
	static void run(List<Task> tasks) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
		try {
			List<Future<?>> running = new ArrayList<>();
			tasks.forEach((task) -> running.add(threads.submit(() -> {
				task.run();
				return true;
			})));
			ExecutionException first = null;
			for (Future<?> one : running) {
				try {
					one.get();
				}
				catch (ExecutionException ex) {
					first = (first != null) ? first : ex;
				}
			}
			if (first != null) {
				throw first;
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

}

package io.github.connectionpool.evaluation.work;

/**
 * Plain threads, as an application starts them itself.
 */
public final class Threads {

	private Threads() {
	}

	/**
	 * Run a task in a new thread and wait for the thread's end.
	 * @param name name of the thread
	 * @param task the task
	 * @throws Exception if it has failed
	 */
	public static void run(String name, Task task) throws Exception {
		Job job = new Job(task);
		Thread thread = start(name, job::run);
		thread.join();
		job.await();
	}

	/**
	 * Starts a thread whose end is not awaited.
	 * @param name name of the thread
	 * @param task what it does; when that fails, the thread ends
	 * @return the thread
	 */
	public static Thread start(String name, Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (Exception ex) {
				// the task tells its failure to the waiting thread
			}
		}, name);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

}

package io.github.connectionpool.evaluation.work;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * Virtual threads, where the JVM has them. Found at run time, since the code is compiled
 * for Java 17.
 */
public final class VirtualThreads {

	private static final @Nullable Method START = find();

	private VirtualThreads() {
	}

	/**
	 * Whether the JVM has them.
	 * @return false before Java 21
	 */
	public static boolean areThere() {
		return START != null;
	}

	/**
	 * Run a task in a virtual thread and wait for its end.
	 * @param task the task
	 * @throws Exception if it has failed
	 */
	public static void run(Task task) throws Exception {
		if (START == null) {
			throw new IllegalStateException("This JVM has no virtual threads");
		}
		Job job = new Job(task);
		Thread thread = (Thread) START.invoke(null, (Runnable) () -> {
			try {
				job.run();
			}
			catch (Exception ex) {
				job.fail(ex);
			}
		});
		thread.join();
		job.await();
	}

	private static @Nullable Method find() {
		try {
			return Thread.class.getMethod("startVirtualThread", Runnable.class);
		}
		catch (NoSuchMethodException ex) {
			return null;
		}
	}

}

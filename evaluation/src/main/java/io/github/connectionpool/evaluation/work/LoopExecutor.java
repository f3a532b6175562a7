package io.github.connectionpool.evaluation.work;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A worker as applications write it themselves: one thread that takes tasks from a queue,
 * one after the other, until it is interrupted.
 */
public final class LoopExecutor implements Executor, AutoCloseable {

	private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

	private final Thread thread;

	/**
	 * Start the thread.
	 * @param name name of the thread
	 */
	public LoopExecutor(String name) {
		this.thread = Threads.start(name, this::loop);
	}

	private void loop() throws InterruptedException {
		while (true) {
			Runnable task = this.tasks.take();
			task.run();
		}
	}

	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
	}

	@Override
	public void close() {
		this.thread.interrupt();
	}

}

package io.github.connectionpool.leak;

import java.util.List;

import io.github.connectionpool.checkout.Evidence;

/**
 * Tells from the stack of a borrow and what its thread does now whether the thread has
 * left the work.
 */
final class WorkerStacks {

	/** The JVM cuts deeper stacks off at their root, so that they cannot be compared. */
	private static final int MAX_DEPTH = 1000;

	/**
	 * Methods in which a worker waits for its next task, and from which it calls none.
	 */
	private static final List<String> IDLE = List.of("java.util.concurrent.ThreadPoolExecutor.getTask",
			"org.apache.tomcat.util.threads.ThreadPoolExecutor.getTask", "java.util.concurrent.ForkJoinPool.awaitWork");

	private static final List<String> WORKER_LOOPS = List.of("java.", "jdk.", "sun.", "org.apache.tomcat.util.threads.",
			"org.eclipse.jetty.util.thread.", "io.netty.", "reactor.core.scheduler.", "org.springframework.core.task.",
			"org.springframework.scheduling.", "org.springframework.kafka.listener.",
			"org.springframework.amqp.rabbit.listener.", "org.springframework.jms.listener.");

	private WorkerStacks() {
	}

	static Evidence.Owner compare(StackTraceElement[] borrow, StackTraceElement[] now) {
		if (borrow.length == 0 || now.length == 0 || borrow.length >= MAX_DEPTH || now.length >= MAX_DEPTH) {
			return Evidence.Owner.WORKING;
		}
		if (isIdle(now)) {
			return Evidence.Owner.IDLE;
		}
		int shared = 0;
		int most = Math.min(borrow.length, now.length);
		while (shared < most && isSame(borrow[borrow.length - 1 - shared], now[now.length - 1 - shared])) {
			if (!isWorkerLoop(now[now.length - 1 - shared])) {
				return Evidence.Owner.WORKING;
			}
			shared++;
		}
		// a borrow in the loop itself has nothing it could have left
		return (shared > 0 && shared < borrow.length && hasWork(borrow, shared)) ? Evidence.Owner.ELSEWHERE
				: Evidence.Owner.WORKING;
	}

	/** Only if nothing of another's runs in the wait, as a thread factory would. */
	private static boolean isIdle(StackTraceElement[] now) {
		for (StackTraceElement frame : now) {
			String name = frame.getClassName() + "." + frame.getMethodName();
			if (IDLE.contains(name)) {
				return true;
			}
			if (!isWorkerLoop(frame)) {
				return false;
			}
		}
		return false;
	}

	private static boolean hasWork(StackTraceElement[] borrow, int shared) {
		for (int i = 0; i < borrow.length - shared; i++) {
			if (!isWorkerLoop(borrow[i])) {
				return true;
			}
		}
		return false;
	}

	private static boolean isSame(StackTraceElement one, StackTraceElement other) {
		return one.getClassName().equals(other.getClassName()) && one.getMethodName().equals(other.getMethodName());
	}

	private static boolean isWorkerLoop(StackTraceElement frame) {
		String type = frame.getClassName();
		for (String name : WORKER_LOOPS) {
			if (type.startsWith(name)) {
				return true;
			}
		}
		return false;
	}

}

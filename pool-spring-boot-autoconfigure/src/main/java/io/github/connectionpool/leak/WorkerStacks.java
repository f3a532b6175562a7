package io.github.connectionpool.leak;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
		// for this it does not matter where it borrowed
		if (isIdle(now)) {
			return Evidence.Owner.IDLE;
		}
		if (borrow.length == 0 || now.length == 0 || borrow.length >= MAX_DEPTH || now.length >= MAX_DEPTH) {
			return Evidence.Owner.WORKING;
		}
		return sharesTheLoopOnly(rootFirst(borrow), rootFirst(now)) ? Evidence.Owner.ELSEWHERE : Evidence.Owner.WORKING;
	}

	/**
	 * Whether a worker waits for its next task, and nothing of another's runs in the
	 * wait, as a thread factory would.
	 */
	static boolean isIdle(StackTraceElement[] now) {
		for (StackTraceElement frame : now) {
			if (IDLE.contains(name(frame))) {
				return true;
			}
			if (!isWorkerLoop(frame)) {
				return false;
			}
		}
		return false;
	}

	/**
	 * From the thread's root on. Without the frames that the JVM shows of a running
	 * thread and hides in an exception: those that call lambdas and method handles.
	 */
	private static List<StackTraceElement> rootFirst(StackTraceElement[] frames) {
		List<StackTraceElement> shown = new ArrayList<>(frames.length);
		for (int i = frames.length - 1; i >= 0; i--) {
			String type = frames[i].getClassName();
			if (type.indexOf('/') < 0 && !type.contains("$$Lambda") && !type.startsWith("java.lang.invoke.")) {
				shown.add(frames[i]);
			}
		}
		return shown;
	}

	private static boolean sharesTheLoopOnly(List<StackTraceElement> borrow, List<StackTraceElement> now) {
		int shared = 0;
		int most = Math.min(borrow.size(), now.size());
		while (shared < most && name(borrow.get(shared)).equals(name(now.get(shared)))) {
			if (!isWorkerLoop(now.get(shared))) {
				return false;
			}
			shared++;
		}
		Set<String> left = new HashSet<>();
		for (StackTraceElement frame : borrow.subList(shared, borrow.size())) {
			if (!isWorkerLoop(frame) && !isFramework(frame)) {
				left.add(name(frame));
			}
		}
		// a borrow in the loop itself has nothing it could have left
		return shared > 0 && !left.isEmpty() && now.stream().map(WorkerStacks::name).noneMatch(left::contains);
	}

	private static boolean isFramework(StackTraceElement frame) {
		return frame.getClassName().startsWith("org.springframework.");
	}

	private static String name(StackTraceElement frame) {
		return frame.getClassName() + "." + frame.getMethodName();
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

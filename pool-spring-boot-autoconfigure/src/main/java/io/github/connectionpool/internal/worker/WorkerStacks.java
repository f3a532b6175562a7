package io.github.connectionpool.internal.worker;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.checkout.Evidence;

/**
 * Compares the stack of a borrow with the present stack of its thread, to decide whether
 * the thread has left the work.
 */
public final class WorkerStacks {

	/** The JVM omits the root of deeper stacks, so that they cannot be compared. */
	static final int MAX_DEPTH = 1000;

	/** The most frames between a worker's loop and the root of its thread. */
	private static final int MAX_LOOP = 8;

	/** Methods in which a worker waits for its next task, and which call no task. */
	private static final List<String> IDLE = List.of("java.util.concurrent.ThreadPoolExecutor.getTask",
			"org.apache.tomcat.util.threads.ThreadPoolExecutor.getTask", "java.util.concurrent.ForkJoinPool.awaitWork");

	private static final List<String> WORKER_LOOPS = List.of("java.", "jdk.", "sun.", "org.apache.tomcat.util.threads.",
			"org.eclipse.jetty.util.thread.", "io.netty.", "reactor.core.scheduler.", "org.springframework.core.task.",
			"org.springframework.scheduling.", "org.springframework.kafka.listener.",
			"org.springframework.amqp.rabbit.listener.", "org.springframework.jms.listener.");

	private WorkerStacks() {
	}

	public static Evidence.Owner compare(StackTraceElement[] borrow, StackTraceElement[] now) {
		// an idle worker has left its work, no matter where it borrowed
		if (isIdle(now)) {
			return Evidence.Owner.IDLE;
		}
		if (borrow.length == 0 || now.length == 0 || borrow.length >= MAX_DEPTH || now.length >= MAX_DEPTH) {
			return Evidence.Owner.WORKING;
		}
		return sharesTheLoopOnly(borrow, now) ? Evidence.Owner.ELSEWHERE : Evidence.Owner.WORKING;
	}

	/**
	 * Whether a thread waits in the loop that called the work in which it borrowed,
	 * without a line of the application. A worker does so between two tasks, with any
	 * library. This alone only suggests an end of the work, since a library may also wait
	 * within a task. It is proven if threads without a connection wait at the same place.
	 * @param borrow the stack of the borrow
	 * @param now the present stack of the thread
	 * @param callSites recognizes the application's frames
	 */
	public static boolean hasLeftForALoop(StackTraceElement[] borrow, StackTraceElement[] now, CallSites callSites) {
		if (now.length == 0 || !now[0].isNativeMethod() || borrow.length >= MAX_DEPTH || now.length >= MAX_DEPTH) {
			return false;
		}
		int left = above(borrow, borrow.length);
		int other = above(now, now.length);
		int shared = 0;
		while (left >= 0 && other >= 0 && isSameMethod(borrow[left], now[other])) {
			shared++;
			left = above(borrow, left);
			other = above(now, other);
		}
		if (shared == 0 || shared > MAX_LOOP) {
			return false;
		}
		for (StackTraceElement frame : now) {
			if (callSites.isApplication(frame)) {
				return false;
			}
		}
		Set<String> running = running(now);
		boolean ofTheApplication = false;
		for (int i = left; i >= 0; i = above(borrow, i)) {
			if (!isJdk(borrow[i]) && running.contains(name(borrow[i]))) {
				return false;
			}
			ofTheApplication = ofTheApplication || callSites.isApplication(borrow[i]);
		}
		return ofTheApplication;
	}

	/**
	 * Whether only frames of the JDK and of the loop's own class are between the wait and
	 * the loop that called the work.
	 */
	public static boolean waitsInTheLoopItself(StackTraceElement[] borrow, StackTraceElement[] now) {
		int left = above(borrow, borrow.length);
		int other = above(now, now.length);
		String loop = null;
		while (left >= 0 && other >= 0 && isSameMethod(borrow[left], now[other])) {
			loop = outermost(now[other]);
			left = above(borrow, left);
			other = above(now, other);
		}
		for (int i = other; i >= 0; i = above(now, i)) {
			if (!isJdk(now[i]) && !outermost(now[i]).equals(loop)) {
				return false;
			}
		}
		return loop != null;
	}

	private static String outermost(StackTraceElement frame) {
		String type = frame.getClassName();
		int inner = type.indexOf('$');
		return (inner > 0) ? type.substring(0, inner) : type;
	}

	/**
	 * Whether a worker waits for its next task. No foreign code may run within the wait,
	 * such as a thread factory.
	 */
	static boolean isIdle(StackTraceElement[] now) {
		if (isTimerWithoutTask(now)) {
			return true;
		}
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
	 * Whether a timer waits. It runs its tasks from the method in which it waits for
	 * them, so that only the frame above tells.
	 */
	private static boolean isTimerWithoutTask(StackTraceElement[] now) {
		int i = 0;
		while (i < now.length && now[i].getClassName().equals("java.lang.Object")) {
			i++;
		}
		return i > 0 && i < now.length && name(now[i]).equals("java.util.TimerThread.mainLoop");
	}

	/**
	 * Whether the stacks have only the worker's loop in common. Compared from the root
	 * on: most stacks that are compared are of work that goes on, and differ from the
	 * borrow's only near the top.
	 */
	private static boolean sharesTheLoopOnly(StackTraceElement[] borrow, StackTraceElement[] now) {
		int left = above(borrow, borrow.length);
		int other = above(now, now.length);
		boolean shared = false;
		while (left >= 0 && other >= 0 && isSameMethod(borrow[left], now[other])) {
			if (!isWorkerLoop(now[other])) {
				return false;
			}
			shared = true;
			left = above(borrow, left);
			other = above(now, other);
		}
		// a thread that borrowed in the loop itself has no work that it could have left
		return shared && hasLeft(borrow, left, now);
	}

	/**
	 * Whether work was above the loop at the borrow, and none of its methods is running
	 * now.
	 */
	private static boolean hasLeft(StackTraceElement[] borrow, int from, StackTraceElement[] now) {
		Set<String> running = running(now);
		boolean left = false;
		for (int i = from; i >= 0; i = above(borrow, i)) {
			if (!isWorkerLoop(borrow[i]) && !isFramework(borrow[i])) {
				if (running.contains(name(borrow[i]))) {
					return false;
				}
				left = true;
			}
		}
		return left;
	}

	private static Set<String> running(StackTraceElement[] now) {
		Set<String> running = new HashSet<>();
		for (int i = above(now, now.length); i >= 0; i = above(now, i)) {
			running.add(name(now[i]));
		}
		return running;
	}

	/**
	 * The next frame towards the top, -1 if there is none. Frames that call lambdas and
	 * method handles are skipped: the JVM shows them for a running thread and hides them
	 * in an exception.
	 */
	static int above(StackTraceElement[] frames, int index) {
		int next = index - 1;
		while (next >= 0 && isHidden(frames[next].getClassName())) {
			next--;
		}
		return next;
	}

	static boolean isHidden(String type) {
		return type.indexOf('/') >= 0 || type.contains("$$Lambda") || type.startsWith("java.lang.invoke.");
	}

	static boolean isSameMethod(StackTraceElement one, StackTraceElement other) {
		return one.getMethodName().equals(other.getMethodName()) && one.getClassName().equals(other.getClassName());
	}

	private static boolean isFramework(StackTraceElement frame) {
		return frame.getClassName().startsWith("org.springframework.");
	}

	static String name(StackTraceElement frame) {
		return frame.getClassName() + "." + frame.getMethodName();
	}

	static boolean isJdk(StackTraceElement frame) {
		String type = frame.getClassName();
		return type.startsWith("java.") || type.startsWith("jdk.") || type.startsWith("sun.");
	}

	static boolean isWorkerLoop(StackTraceElement frame) {
		String type = frame.getClassName();
		for (String name : WORKER_LOOPS) {
			if (type.startsWith(name)) {
				return true;
			}
		}
		return false;
	}

}

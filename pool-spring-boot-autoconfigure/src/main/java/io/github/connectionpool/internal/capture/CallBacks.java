package io.github.connectionpool.internal.capture;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Recognizes, by the names of frames, where a framework calls the application and where
 * the application passes such a call on. The names are those of contracts that all
 * frameworks share: servlet filters, interceptors, reactive streams, tasks.
 */
final class CallBacks {

	/**
	 * Methods with which a decorator passes a call on: the decorator has not borrowed.
	 */
	private static final Set<String> CONTINUATIONS = Set.of("doFilter", "filter", "service", "proceed", "run", "call",
			"next", "handle", "handleRequest", "onNext", "onSubscribe", "onComplete", "onError", "request", "onMessage",
			"onHalfClose", "resumeWith");

	private static final Set<String> SERVLET = Set.of("doFilter", "service");

	/**
	 * Packages that create and start the application's objects and notify its listeners.
	 */
	private static final List<String> CONTAINERS = List.of("org.springframework.beans.factory.",
			"org.springframework.context.");

	/** Packages that call the application, and also borrow for themselves. */
	private static final List<String> CALLERS = List.of("org.springframework.boot.",
			"org.springframework.batch.core.job.", "org.springframework.batch.core.step.");

	private static final Pattern LOOP_METHOD = Pattern.compile("(?:run|call|exec|safe|process|lambda\\$).*");

	private static final Pattern WORKER = Pattern.compile(
			"Worker|Thread|Runnable|Runner|Task|Executor|EventLoop|Dispatcher|Mailbox|Scheduler$|CoroutineScheduler");

	private CallBacks() {
	}

	/**
	 * Whether a frame of the application passes on a call that is not its own. Examples
	 * are a filter, an advice, a decorated task, the {@code main} method and a wrapper
	 * around a data source.
	 * @param frame the application's frame
	 * @param called the frame that it calls, null if that is not known
	 * @param kind the kind of the called frame, null if it is not known
	 */
	static boolean handsOn(StackTraceElement frame, @Nullable StackTraceElement called, @Nullable FrameKind kind) {
		if (isGetConnection(frame)) {
			return true;
		}
		if (called == null || kind == null) {
			return false;
		}
		String method = called.getMethodName();
		return switch (kind) {
			case FRAMEWORK -> CONTINUATIONS.contains(method) && FrameKind.isKnownFramework(called.getClassName());
			case PLUMBING -> method.equals("proceed") || isTask(called.getClassName(), method);
			default -> false;
		};
	}

	/** Whether the JDK runs a task. */
	private static boolean isTask(String type, String method) {
		return (method.equals("run") && type.startsWith("java."))
				|| (method.equals("call") && type.startsWith("java.util.concurrent."));
	}

	/**
	 * Whether a frame belongs to a wrapper around a data source, or to a similar helper.
	 */
	static boolean isGetConnection(StackTraceElement frame) {
		return frame.getMethodName().equals("getConnection");
	}

	/**
	 * Whether a frame of a library calls the application. Frames of the application below
	 * it were called, but have not asked for the borrow.
	 */
	static boolean isCaller(StackTraceElement frame) {
		return isContainer(frame) || FrameKind.startsWithAny(frame.getClassName(), CALLERS);
	}

	/** Whether a frame belongs to a container, which never borrows for itself. */
	static boolean isContainer(StackTraceElement frame) {
		return SERVLET.contains(frame.getMethodName()) || FrameKind.startsWithAny(frame.getClassName(), CONTAINERS);
	}

	/** Whether a frame of a library is the loop of a worker, which runs any task. */
	static boolean isWorkerLoop(StackTraceElement frame) {
		String type = frame.getClassName();
		return LOOP_METHOD.matcher(frame.getMethodName()).matches()
				&& WORKER.matcher(type.substring(type.lastIndexOf('.') + 1)).find();
	}

}

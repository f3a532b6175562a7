package io.github.connectionpool.test;

import java.util.List;
import java.util.stream.Stream;

import io.github.connectionpool.internal.checkout.Checkout;

/**
 * Recognizes the threads of executors and schedulers by their stacks. Such a thread works
 * for one test after another.
 */
final class WorkerThreads {

	private static final List<String> WORKERS = List.of("java.util.concurrent.ThreadPoolExecutor",
			"java.util.concurrent.ForkJoin", "java.util.TimerThread", "org.apache.tomcat.util.threads.",
			"org.eclipse.jetty.util.thread.", "io.netty.", "io.undertow.", "org.xnio.", "reactor.", "kotlinx.",
			"io.vertx.", "org.quartz.");

	private static final List<String> SCHEDULERS = List.of("java.util.concurrent.ScheduledThreadPoolExecutor",
			"java.util.TimerThread", "org.quartz.", "org.springframework.scheduling.support.",
			"org.springframework.scheduling.concurrent.ReschedulingRunnable",
			"org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler");

	/** Its workers are schedulers of the JDK that run each task once. */
	private static final List<String> REACTOR = List.of("reactor.");

	/** Runs what an application has scheduled itself. */
	private static final String SCHEDULED_METHOD = "org.springframework.scheduling.support.ScheduledMethodRunnable";

	private WorkerThreads() {
	}

	/** Whether the calling thread is one of an executor. */
	static boolean isCurrent() {
		return StackWalker.getInstance()
			.walk((frames) -> frames.anyMatch((frame) -> isOf(WORKERS, frame.getClassName())));
	}

	/** Whether a connection was borrowed in a method that the application schedules. */
	static boolean isScheduledMethod(Checkout checkout) {
		return checkout.context().task() != null || classes(checkout).anyMatch(SCHEDULED_METHOD::equals);
	}

	/** Whether a connection was borrowed on the thread of a scheduler. */
	static boolean isScheduled(Checkout checkout) {
		return isScheduledMethod(checkout) || (classes(checkout).anyMatch((type) -> isOf(SCHEDULERS, type))
				&& classes(checkout).noneMatch((type) -> isOf(REACTOR, type)));
	}

	private static Stream<String> classes(Checkout checkout) {
		return Stream.of(checkout.stack()).map(StackTraceElement::getClassName);
	}

	private static boolean isOf(List<String> names, String type) {
		return names.stream().anyMatch(type::startsWith);
	}

}

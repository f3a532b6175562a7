package io.github.connectionpool.test;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.thread.Threads;

/**
 * The tests that run now, and the threads that work for them. A thread works for a test
 * if it runs the test or was started by a thread that works for it. Any other thread
 * works for the only test that runs. Where several run, it is not known. Thread-safe.
 */
final class TestRuns {

	/** Beyond this number every unknown thread counts as one of the background. */
	static final int MAX_BACKGROUND = 10_000;

	/** A thread that is started inherits the test. */
	private static final InheritableThreadLocal<@Nullable TestRun> CURRENT = new InheritableThreadLocal<>();

	private static final Set<TestRun> RUNNING = ConcurrentHashMap.newKeySet();

	/** Identifiers of threads that have borrowed while no test ran. */
	private static final Set<Long> BACKGROUND = ConcurrentHashMap.newKeySet();

	private TestRuns() {
	}

	/**
	 * A test begins on the calling thread.
	 * @return the run, null if it has begun before
	 */
	static @Nullable TestRun begin(Class<?> testClass, @Nullable Method method) {
		TestRun outer = CURRENT.get();
		if (outer != null && outer.isOf(testClass, method)) {
			return null;
		}
		TestRun run = new TestRun(testClass, method, outer);
		RUNNING.add(run);
		CURRENT.set(run);
		return run;
	}

	/** A test ends on its thread. Returns the test that its thread ran before. */
	static void end(TestRun run, @Nullable TestRun outer) {
		RUNNING.remove(run);
		if (outer != null && outer.isRunning()) {
			CURRENT.set(outer);
		}
		else {
			CURRENT.remove();
		}
	}

	/** The calling thread is about to get a connection. */
	static void borrows() {
		Thread thread = Thread.currentThread();
		TestRun own = CURRENT.get();
		List<TestRun> running = List.copyOf(RUNNING);
		if (own != null && own.isRunning()) {
			boolean known = own.isThread(thread) || running.size() == 1 || !WorkerThreads.isCurrent();
			own.borrows(thread, known ? TestRun.Work.OWN : TestRun.Work.UNKNOWN);
		}
		else if (running.size() == 1) {
			running.get(0).borrows(thread, isBackground(thread) ? TestRun.Work.BACKGROUND : TestRun.Work.ASSUMED);
		}
		else if (running.isEmpty()) {
			if (BACKGROUND.size() < MAX_BACKGROUND) {
				BACKGROUND.add(id(thread));
			}
		}
		else {
			running.forEach((run) -> run.borrows(thread, TestRun.Work.UNKNOWN));
		}
	}

	private static boolean isBackground(Thread thread) {
		return BACKGROUND.size() >= MAX_BACKGROUND || BACKGROUND.contains(id(thread));
	}

	static long id(Thread thread) {
		return Threads.idOf(thread);
	}

}

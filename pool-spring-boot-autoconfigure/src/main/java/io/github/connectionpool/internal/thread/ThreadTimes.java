package io.github.connectionpool.internal.thread;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * The JVM's management data on threads. A class of its own, so that no borrow has to load
 * it. Thread-safe.
 */
public final class ThreadTimes {

	static final long UNKNOWN = -1;

	/**
	 * A clock that counts ticks (10 ms, or 15.625 ms on Windows) misses short runs, so
	 * its times are not used. The last digits of a time show whether its clock counts
	 * nanoseconds.
	 */
	private static final long TICK = 100;

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private ThreadTimes() {
	}

	/**
	 * How long a thread has run.
	 * @param thread the thread
	 * @return processor time in nanoseconds, {@link #UNKNOWN} if it is not known exactly
	 */
	static long nanos(Thread thread) {
		if (Threads.isVirtual(thread)) {
			return UNKNOWN;
		}
		try {
			long nanos = THREADS.getThreadCpuTime(Threads.idOf(thread));
			return (nanos % TICK != 0) ? nanos : UNKNOWN;
		}
		catch (RuntimeException ex) {
			// a JVM without this function, or a thread that overrides its identifier
			return UNKNOWN;
		}
	}

	/**
	 * The stacks of threads, all taken in one stop of the JVM.
	 * @param threads the threads
	 * @return the stack of each; empty if the thread has ended, or if it cannot be taken
	 */
	public static StackTraceElement[][] stacks(Thread[] threads) {
		long[] ids = new long[threads.length];
		for (int i = 0; i < ids.length; i++) {
			ids[i] = Threads.idOf(threads[i]);
		}
		StackTraceElement[][] stacks = new StackTraceElement[threads.length][0];
		try {
			ThreadInfo[] infos = THREADS.getThreadInfo(ids, Integer.MAX_VALUE);
			for (int i = 0; i < infos.length; i++) {
				if (infos[i] != null && infos[i].getThreadName().equals(threads[i].getName())) {
					stacks[i] = infos[i].getStackTrace();
				}
			}
		}
		catch (RuntimeException ex) {
			// the stack of each thread is taken by itself later
		}
		return stacks;
	}

}

package io.github.connectionpool.internal.thread;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * What the JVM's management knows of threads. Not loaded before somebody looks, so that
 * no borrow has to. Thread-safe.
 */
public final class ThreadTimes {

	static final long UNKNOWN = -1;

	/**
	 * Where it is counted in ticks (10 ms, or Windows' 15.625), a thread may have run all
	 * the same. A clock that counts nanoseconds shows in its last digits.
	 */
	private static final long TICK = 100;

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private ThreadTimes() {
	}

	/**
	 * For how long a thread has run.
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
			// a JVM without this, or a thread that makes up its number
			return UNKNOWN;
		}
	}

	/**
	 * The stacks of threads, all taken in one stop of the JVM.
	 * @param threads the threads
	 * @return of each the stack; empty if it has ended, or there is none to be had
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
			// each will be taken by itself
		}
		return stacks;
	}

}

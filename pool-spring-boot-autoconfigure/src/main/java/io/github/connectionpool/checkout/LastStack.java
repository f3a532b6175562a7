package io.github.connectionpool.checkout;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The stack of a thread as it was taken last. To take one stops the whole JVM before JDK
 * 21, and the thread since then; what has not run since it was taken last need not be
 * stopped again. Thread-safe.
 */
final class LastStack {

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	/** So are they with the thread's own method from JDK 21 on. */
	private static final boolean TOGETHER_IS_CHEAPER = Runtime.version().feature() < 21;

	/** Where processor time is counted in ticks, a thread may have run all the same. */
	private static final long TICK_NANOS = 1_000_000;

	private static final long UNKNOWN = -1;

	private volatile @Nullable Taken taken;

	/**
	 * The stack.
	 * @param thread the thread
	 * @param sinceNanos how old it may be, by {@link System#nanoTime()}
	 * @return topmost frame first, empty if the thread has ended
	 */
	List<StackTraceElement> of(Thread thread, long sinceNanos) {
		long cpuNanos = cpuNanos(thread);
		Taken taken = this.taken;
		if (taken != null && taken.isValid(cpuNanos, sinceNanos)) {
			return taken.frames();
		}
		return keep(System.nanoTime(), cpuNanos, thread.getStackTrace());
	}

	private List<StackTraceElement> keep(long nanos, long cpuNanos, StackTraceElement[] stack) {
		Taken now = new Taken(nanos, cpuNanos, List.of(stack));
		this.taken = now;
		return now.frames();
	}

	/**
	 * Take the stacks of several threads in one stop, where that is better.
	 * @param borrowers whose stacks will be wanted
	 * @param sinceNanos how old they may be, by {@link System#nanoTime()}
	 */
	static void takeTogether(List<Borrower> borrowers, long sinceNanos) {
		if (!TOGETHER_IS_CHEAPER || borrowers.size() < 2) {
			return;
		}
		List<Borrower> outdated = borrowers.stream()
			.filter((borrower) -> borrower.lastStack().isOutdated(borrower, sinceNanos))
			.toList();
		long nanos = System.nanoTime();
		long[] cpuNanos = outdated.stream().mapToLong((borrower) -> cpuNanos(borrower.thread())).toArray();
		ThreadInfo[] infos = THREADS.getThreadInfo(outdated.stream().mapToLong(Borrower::id).toArray(),
				Integer.MAX_VALUE);
		for (int i = 0; i < infos.length; i++) {
			if (infos[i] != null) {
				outdated.get(i).lastStack().keep(nanos, cpuNanos[i], infos[i].getStackTrace());
			}
		}
	}

	private boolean isOutdated(Borrower borrower, long sinceNanos) {
		Taken taken = this.taken;
		return taken == null || !taken.isValid(cpuNanos(borrower.thread()), sinceNanos);
	}

	/** How long the thread has run. Read before its stack: what it runs later shows. */
	private static long cpuNanos(@Nullable Thread thread) {
		if (thread == null || Threads.isVirtual(thread)) {
			return UNKNOWN;
		}
		try {
			long nanos = THREADS.getThreadCpuTime(Threads.idOf(thread));
			return (nanos % TICK_NANOS != 0) ? nanos : UNKNOWN;
		}
		catch (UnsupportedOperationException ex) {
			return UNKNOWN;
		}
	}

	/** A stack, when it was taken, and how long its thread had run before. */
	private record Taken(long nanos, long cpuNanos, List<StackTraceElement> frames) {

		boolean isValid(long cpuNanosNow, long sinceNanos) {
			return this.nanos - sinceNanos >= 0 || (this.cpuNanos == cpuNanosNow && cpuNanosNow != UNKNOWN);
		}

	}

}

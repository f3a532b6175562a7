package io.github.connectionpool.internal.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.thread.ThreadTimes;

/**
 * Takes the stacks of several owners at once. Only before JDK 21, where each stack stops
 * the JVM, and one stop for all is shorter than many.
 */
public final class StackTraceBatch {

	private static final boolean TOGETHER_IS_BETTER = Runtime.version().feature() < 21;

	/** The most stacks in one stop, which then lasts about a millisecond. */
	private static final int AT_ONCE = 25;

	private StackTraceBatch() {
	}

	/**
	 * Take the stacks that {@link Borrower#stack(long)} will return.
	 * @param owners the owners whose stacks will be needed; not read if a batch would
	 * gain nothing
	 * @param sinceNanos the oldest time at which a stack may have been taken, by
	 * {@link System#nanoTime()}
	 */
	public static void take(Stream<Borrower> owners, long sinceNanos) {
		if (!TOGETHER_IS_BETTER) {
			return;
		}
		List<Wanted> wanted = new ArrayList<>();
		for (Borrower owner : (Iterable<Borrower>) owners.distinct()::iterator) {
			Thread thread = owner.thread();
			long ran = (thread != null) ? owner.lastStack().ran(thread) : 0;
			if (thread != null && owner.lastStack().isOutdated(ran, sinceNanos)) {
				wanted.add(new Wanted(owner, thread, ran));
			}
			if (wanted.size() == AT_ONCE) {
				take(wanted);
				wanted.clear();
			}
		}
		if (wanted.size() > 1) {
			take(wanted);
		}
	}

	private static void take(List<Wanted> wanted) {
		long nanos = System.nanoTime();
		StackTraceElement[][] stacks = ThreadTimes.stacks(wanted.stream().map(Wanted::thread).toArray(Thread[]::new));
		for (int i = 0; i < stacks.length; i++) {
			if (stacks[i].length > 0) {
				wanted.get(i).owner().lastStack().keep(nanos, wanted.get(i).ran(), stacks[i]);
			}
		}
	}

	private record Wanted(Borrower owner, Thread thread, long ran) {
	}

}

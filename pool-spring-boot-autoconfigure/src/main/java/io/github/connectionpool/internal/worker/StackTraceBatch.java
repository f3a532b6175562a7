package io.github.connectionpool.internal.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.thread.ThreadTimes;

/**
 * Takes the stacks of several owners at once, where that stops the application for a
 * shorter time than one after the other: before JDK 21, where each is a stop of the JVM.
 */
public final class StackTraceBatch {

	private static final boolean TOGETHER_IS_BETTER = Runtime.version().feature() < 21;

	/** A stop of a millisecond, about. */
	private static final int AT_ONCE = 25;

	private StackTraceBatch() {
	}

	/**
	 * Take them, so that {@link Borrower#stack(long)} has them.
	 * @param owners whose stacks will be wanted; not asked for where there is nothing to
	 * gain
	 * @param sinceNanos how old they may be, by {@link System#nanoTime()}
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

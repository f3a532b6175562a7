package io.github.connectionpool.internal.thread;

import java.util.List;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/**
 * The last stack that was taken of a thread. Before JDK 21, taking one stops the whole
 * JVM; since then, it stops the thread. A thread that has not run since its last stack
 * was taken is not stopped again. Thread-safe.
 */
public final class CachedStackTrace {

	private final ToLongFunction<Thread> processorTime;

	private volatile @Nullable Taken taken;

	public CachedStackTrace() {
		this(ThreadTimes::nanos);
	}

	/**
	 * Create.
	 * @param processorTime how long a thread has run, in nanoseconds, or
	 * {@link ThreadTimes#UNKNOWN}
	 */
	CachedStackTrace(ToLongFunction<Thread> processorTime) {
		this.processorTime = processorTime;
	}

	/**
	 * The stack.
	 * @param thread the thread
	 * @param sinceNanos the oldest time at which it may have been taken, by
	 * {@link System#nanoTime()}
	 * @return topmost frame first, empty if the thread has ended
	 */
	public List<StackTraceElement> of(Thread thread, long sinceNanos) {
		if (!thread.isAlive()) {
			return List.of();
		}
		long ran = ran(thread);
		Taken taken = this.taken;
		if (taken != null && taken.isValid(ran, sinceNanos)) {
			return taken.frames();
		}
		return keep(System.nanoTime(), ran, thread.getStackTrace());
	}

	/**
	 * The stack, if it was taken already.
	 * @param thread the thread
	 * @param sinceNanos the oldest time at which it may have been taken, by
	 * {@link System#nanoTime()}; an older one is returned if the thread has not run since
	 * @return topmost frame first, empty if another one would have to be taken
	 */
	public List<StackTraceElement> known(Thread thread, long sinceNanos) {
		Taken taken = this.taken;
		return (taken != null && taken.isValid(ran(thread), sinceNanos)) ? taken.frames() : List.of();
	}

	/**
	 * How long the thread has run. Must be read before its stack is taken, so that a
	 * later run is noticed.
	 */
	public long ran(Thread thread) {
		return this.processorTime.applyAsLong(thread);
	}

	/** Whether another stack has to be taken. */
	public boolean isOutdated(long ran, long sinceNanos) {
		Taken taken = this.taken;
		return taken == null || !taken.isValid(ran, sinceNanos);
	}

	/**
	 * Keep a stack.
	 * @param nanos {@link System#nanoTime()} from before it was taken
	 * @param ran how long the thread had run before
	 * @param stack the stack
	 */
	public List<StackTraceElement> keep(long nanos, long ran, StackTraceElement[] stack) {
		Taken now = new Taken(nanos, ran, List.of(stack));
		this.taken = now;
		return now.frames();
	}

	/**
	 * A stack, with the time at which it was taken and how long its thread had run
	 * before.
	 */
	private record Taken(long nanos, long ran, List<StackTraceElement> frames) {

		boolean isValid(long ranNow, long sinceNanos) {
			return this.nanos - sinceNanos >= 0 || (this.ran == ranNow && ranNow != ThreadTimes.UNKNOWN);
		}

	}

}

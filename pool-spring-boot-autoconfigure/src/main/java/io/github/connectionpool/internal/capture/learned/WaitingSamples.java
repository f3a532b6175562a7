package io.github.connectionpool.internal.capture.learned;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Sampled checkouts that wait for the watching thread to learn from them, since reading a
 * stack takes too long for a borrower. Bounded, since each stack is some kilobytes: while
 * it is full, no stack is taken to learn from it. Thread-safe.
 *
 * @param <T> type of the samples
 */
public final class WaitingSamples<T> {

	static final int MAX = 64;

	private final Queue<T> samples = new ConcurrentLinkedQueue<>();

	private final AtomicInteger size = new AtomicInteger();

	/**
	 * Whether no more samples are wanted for now.
	 * @return whether the next check has to come first
	 */
	public boolean isFull() {
		return this.size.get() >= MAX;
	}

	/**
	 * Add a sample, unless there are too many.
	 * @param sample the sample
	 */
	public void add(T sample) {
		if (this.size.incrementAndGet() > MAX) {
			this.size.decrementAndGet();
			return;
		}
		this.samples.add(sample);
	}

	/**
	 * Learn from the samples. For one thread.
	 * @param learned learns from one; false to have it wait for the next check
	 */
	public void drain(Predicate<T> learned) {
		for (int i = this.size.get(); i > 0; i--) {
			T sample = this.samples.poll();
			if (sample == null) {
				return;
			}
			if (learned.test(sample)) {
				this.size.decrementAndGet();
			}
			else {
				this.samples.add(sample);
			}
		}
	}

}

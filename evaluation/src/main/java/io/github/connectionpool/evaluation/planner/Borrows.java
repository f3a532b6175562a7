package io.github.connectionpool.evaluation.planner;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * What became of the borrows at one pool, in nanoseconds. Threads record, each a borrow
 * of its own; it is read when all of them are over.
 */
final class Borrows {

	/** One borrow. Times are of {@code System.nanoTime()}. */
	record Borrow(long due, long asked, long granted, long returned) {

		long waited() {
			return this.granted - this.asked;
		}

		long held() {
			return this.returned - this.granted;
		}

		long late() {
			return this.asked - this.due;
		}

	}

	private static final int TIMES = 4;

	private final long[] times;

	private final AtomicInteger next = new AtomicInteger();

	Borrows(int most) {
		this.times = new long[most * TIMES];
	}

	void add(long due, long asked, long granted, long returned) {
		int at = this.next.getAndIncrement() * TIMES;
		this.times[at] = due;
		this.times[at + 1] = asked;
		this.times[at + 2] = granted;
		this.times[at + 3] = returned;
	}

	/**
	 * Those that are over.
	 * @return in the order in which they asked
	 */
	List<Borrow> all() {
		return IntStream.range(0, this.next.get())
			.map((index) -> index * TIMES)
			.mapToObj((at) -> new Borrow(this.times[at], this.times[at + 1], this.times[at + 2], this.times[at + 3]))
			.sorted(Comparator.comparingLong(Borrow::asked))
			.toList();
	}

	/**
	 * What all but a share of numbers are at most.
	 * @param numbers some, at least one; sorted afterwards
	 * @param share 0 to 1
	 * @return that number
	 */
	static long percentile(long[] numbers, double share) {
		Arrays.sort(numbers);
		return numbers[Math.min(numbers.length - 1, (int) (numbers.length * share))];
	}

}

package io.github.connectionpool.internal.timing;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Follows the least number of connections that were borrowed at any check within each ten
 * seconds of the last hour. Traffic comes and goes, so that this floor falls again;
 * connections that never come back raise it for good. Written by the one watching thread,
 * read by any.
 */
public final class FloorTrend {

	static final Duration BUCKET = Duration.ofSeconds(10);

	private static final int BUCKETS = 360;

	/** A step may be chance, as may be the floor of half a minute. */
	private static final int MIN_RISE = 2;

	private static final int MIN_BUCKETS = 3;

	private final int[] floors = new int[BUCKETS];

	private int size;

	private int next;

	private boolean begun;

	private long bucketNanos;

	private int floor;

	/**
	 * Adds the number of connections that are borrowed now.
	 * @param active how many connections are borrowed
	 * @param now {@link System#nanoTime()}
	 */
	public synchronized void add(int active, long now) {
		if (!this.begun) {
			this.begun = true;
			this.bucketNanos = now;
			this.floor = active;
		}
		// checks may be further apart than a bucket is long
		long buckets = (now - this.bucketNanos) / BUCKET.toNanos();
		for (long i = 0; i < Math.min(buckets, BUCKETS); i++) {
			push(this.floor);
		}
		if (buckets > 0) {
			this.bucketNanos += buckets * BUCKET.toNanos();
			this.floor = active;
		}
		this.floor = Math.min(this.floor, active);
	}

	private void push(int floor) {
		this.floors[this.next] = floor;
		this.next = (this.next + 1) % BUCKETS;
		this.size = Math.min(this.size + 1, BUCKETS);
	}

	/** The floor of the bucket that is so many before the last. */
	private int before(int back) {
		return this.floors[Math.floorMod(this.next - 1 - back, BUCKETS)];
	}

	/**
	 * How long it takes for the floor to rise by one, as long as it does not fall.
	 * @return null if it does not rise
	 */
	public synchronized @Nullable Duration timePerConnection() {
		if (this.size == 0) {
			return null;
		}
		int start = 0;
		while (start + 1 < this.size && before(start + 1) <= before(start)) {
			start++;
		}
		int base = before(start);
		int rise = before(0) - base;
		// the time before the first rise does not count
		while (start > 0 && before(start - 1) == base) {
			start--;
		}
		if (rise < MIN_RISE || start < MIN_BUCKETS) {
			return null;
		}
		return BUCKET.multipliedBy(start).dividedBy(rise);
	}

	/**
	 * The floor of the last ten seconds that are over.
	 * @return zero before there are any
	 */
	public synchronized int floor() {
		return (this.size > 0) ? before(0) : 0;
	}

}

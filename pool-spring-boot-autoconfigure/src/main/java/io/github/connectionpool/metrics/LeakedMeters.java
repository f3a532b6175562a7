package io.github.connectionpool.metrics;

import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;

import io.github.connectionpool.internal.text.PlainText;

/**
 * The lines of one pool that leak: the connections that are leaked now, and those that
 * were reclaimed of late. A reclaimed connection is leaked no more, mostly before the
 * next scrape, and its line leaks on. Thread-safe.
 */
final class LeakedMeters {

	/** Of a line, as the value of a tag. */
	private static final int MOST_CHARACTERS = 200;

	private final ReclaimedLines lines = new ReclaimedLines();

	private final LineMeters leaked;

	private final LineMeters reclaimed;

	/**
	 * Create.
	 * @param pool the pool's name
	 * @param meters tells the leaks at each reading
	 */
	LeakedMeters(String pool, PoolMeters meters) {
		this.leaked = new LineMeters("connectionpool.leaked",
				"Connections that are leaked, by the line that borrowed them, as of the last check", pool,
				() -> meters.leaks(pool));
		this.reclaimed = new LineMeters("connectionpool.reclaimed.recent",
				"Leaked connections that were given back to the pool, by the line that borrowed them, until 15 minutes"
						+ " after the last one",
				pool, () -> this.lines.recent(System.nanoTime()));
	}

	void bindTo(MeterRegistry registry) {
		this.leaked.bindTo(registry);
		this.reclaimed.bindTo(registry);
	}

	/** Remember a connection that was reclaimed. It has a row from the next check on. */
	void reclaimed(String line, long now) {
		this.lines.add(PlainText.shortened(line, MOST_CHARACTERS), now);
	}

	/**
	 * Add and remove rows.
	 * @param leaks the number of leaked connections of each call site that has any
	 */
	void update(Map<String, Integer> leaks, long now) {
		this.leaked.update(leaks);
		this.reclaimed.update(this.lines.recent(now));
	}

}

package io.github.connectionpool.metrics;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The lines of one pool whose connections were reclaimed of late, with their numbers. A
 * line is forgotten 15 minutes after its last one. Thread-safe.
 */
final class ReclaimedLines {

	static final Duration KEPT = Duration.ofMinutes(15);

	/** A line more takes the place of the one that was last seen longest ago. */
	static final int MOST_LINES = 100;

	/** The line that was last seen longest ago comes first. */
	private final Map<String, Line> lines = new LinkedHashMap<>();

	/**
	 * Count a connection.
	 * @param line the line that borrowed it
	 * @param now {@link System#nanoTime()}
	 */
	synchronized void add(String line, long now) {
		forget(now);
		Line before = this.lines.remove(line);
		this.lines.put(line, new Line((before != null) ? before.count() + 1 : 1, now));
		if (this.lines.size() > MOST_LINES) {
			Iterator<String> eldest = this.lines.keySet().iterator();
			eldest.next();
			eldest.remove();
		}
	}

	/**
	 * The lines that are remembered.
	 * @param now {@link System#nanoTime()}
	 * @return the connections of each, since it was first seen
	 */
	synchronized Map<String, Integer> recent(long now) {
		forget(now);
		Map<String, Integer> counts = new LinkedHashMap<>();
		this.lines.forEach((line, known) -> counts.put(line, known.count()));
		return counts;
	}

	private void forget(long now) {
		this.lines.values().removeIf((line) -> now - line.lastNanos() >= KEPT.toNanos());
	}

	private record Line(int count, long lastNanos) {

	}

}

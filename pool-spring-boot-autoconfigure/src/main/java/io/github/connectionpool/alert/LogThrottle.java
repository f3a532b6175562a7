package io.github.connectionpool.alert;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets a line of one kind through once in a while and counts the others, so that a
 * flapping level does not flood the log. Not thread-safe.
 */
final class LogThrottle {

	static final Duration INTERVAL = Duration.ofMinutes(1);

	private static final int MAX_KINDS = 1000;

	private static final class Kind {

		private long lastNanos;

		private int suppressed;

	}

	/** The kinds that were asked for last; a forgotten kind is let through again. */
	private final Map<String, Kind> kinds = new LinkedHashMap<>(16, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Kind> eldest) {
			return size() > MAX_KINDS;
		}

	};

	/** Whether a line of the kind would be let through. */
	boolean isOpen(String kind, long now) {
		Kind known = this.kinds.get(kind);
		return known == null || now - known.lastNanos >= INTERVAL.toNanos();
	}

	/**
	 * Ask for a line.
	 * @return how many lines of the kind were suppressed since the last; -1 if this one
	 * is suppressed as well
	 */
	int ask(String kind, long now) {
		Kind known = this.kinds.get(kind);
		if (known != null && now - known.lastNanos < INTERVAL.toNanos()) {
			known.suppressed++;
			return -1;
		}
		return pass(kind, now);
	}

	/**
	 * Let a line through regardless of earlier ones.
	 * @return how many lines of the kind were suppressed since the last
	 */
	int pass(String kind, long now) {
		Kind known = this.kinds.computeIfAbsent(kind, (key) -> new Kind());
		int suppressed = known.suppressed;
		known.suppressed = 0;
		known.lastNanos = now;
		return suppressed;
	}

}

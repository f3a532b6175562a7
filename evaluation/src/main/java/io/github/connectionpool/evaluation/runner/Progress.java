package io.github.connectionpool.evaluation.runner;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Tells somebody who waits how far it is.
 */
final class Progress {

	private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

	private final PrintStream out;

	private final String title;

	private long lastNanos = System.nanoTime();

	Progress(PrintStream out, String title) {
		this.out = out;
		this.title = title;
	}

	void at(long over, int all, Duration left) {
		if (System.nanoTime() - this.lastNanos >= BETWEEN_LINES.toNanos()) {
			this.lastNanos = System.nanoTime();
			say(String.format(Locale.ROOT, "%d of %d scenarios are over, about %d s left", over, all,
					Math.max(0, left.toSeconds())));
		}
	}

	void say(String text) {
		this.out.println(this.title + ": " + text);
	}

}

package io.github.connectionpool.evaluation.runner;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Tells the progress of a long run.
 */
public final class Progress {

	private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

	private final PrintStream out;

	private final String title;

	private long lastNanos = System.nanoTime();

	/**
	 * Create for one wait.
	 * @param out where it is told
	 * @param title the awaited event
	 */
	public Progress(PrintStream out, String title) {
		this.out = out;
		this.title = title;
	}

	/**
	 * Tell how far it is, unless that was told a moment ago.
	 * @param over how many scenarios are over
	 * @param all how many there are
	 * @param left how long it takes yet
	 */
	public void at(long over, int all, Duration left) {
		if (System.nanoTime() - this.lastNanos >= BETWEEN_LINES.toNanos()) {
			this.lastNanos = System.nanoTime();
			say(String.format(Locale.ROOT, "%d of %d scenarios are over, about %d s left", over, all,
					Math.max(0, left.toSeconds())));
		}
	}

	/**
	 * Tell something.
	 * @param text a line
	 */
	public void say(String text) {
		this.out.println(this.title + ": " + text);
	}

}

package io.github.connectionpool.benchmarks.jmh;

import java.time.Duration;

/**
 * For how long JMH measures in one JVM.
 *
 * @param isolated whether that is a JVM of its own
 * @param warmups how often before it counts
 * @param iterations how often
 * @param iteration how long each of them is
 */
public record Timing(boolean isolated, int warmups, int iterations, Duration iteration) {

	/** Just to see that it runs. */
	public static final Timing SMOKE = new Timing(true, 1, 1, Duration.ofMillis(100));

	/** In this JVM, just to see that it runs. */
	public static final Timing HERE = new Timing(false, 1, 1, Duration.ofMillis(10));

}

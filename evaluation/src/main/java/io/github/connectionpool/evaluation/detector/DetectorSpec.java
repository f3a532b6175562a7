package io.github.connectionpool.evaluation.detector;

import java.time.Duration;
import java.util.function.Function;

import io.github.connectionpool.evaluation.database.EvaluationDatabase;

/**
 * A detector with one of its settings.
 *
 * @param name name of the detector
 * @param setting which of its settings
 * @param text the setting in its own words
 * @param time the age by which it reports at the latest, with its sweep; for the starter,
 * how long it needs
 * @param reclaims whether it takes away what it reports
 * @param factory makes it
 */
public record DetectorSpec(String name, Setting setting, String text, Duration time, boolean reclaims,
		Function<EvaluationDatabase, Detector> factory) {

	private static final Duration SHORTEST_HORIZON = Duration.ofSeconds(30);

	private static final Duration SHORTEST_WATCH = Duration.ofSeconds(30);

	private static final double HORIZON_FACTOR = 1.3;

	private static final double WATCH_FACTOR = 1.2;

	private static final Duration WATCH_MORE = Duration.ofSeconds(5);

	/**
	 * How long innocents hold on: longer than the detector's time, so that age alone
	 * would accuse them.
	 * @return at least half a minute
	 */
	public Duration horizon() {
		return longer(SHORTEST_HORIZON, times(HORIZON_FACTOR));
	}

	/**
	 * How long a leak is watched after the end of its work, with something to spare for a
	 * machine that is busy.
	 * @return at least half a minute
	 */
	public Duration watch() {
		return longer(SHORTEST_WATCH, times(WATCH_FACTOR).plus(WATCH_MORE));
	}

	private Duration times(double factor) {
		return Duration.ofMillis((long) (this.time.toMillis() * factor));
	}

	private static Duration longer(Duration one, Duration other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

}

package io.github.connectionpool.evaluation.detector;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a detector has said about a pool. Immutable.
 *
 * @param pool name of the pool, which belongs to one run of one scenario
 * @param nanos {@link System#nanoTime()} of when it was said
 * @param kind the report
 * @param reason the reason that was given, null if none was
 * @param id identifies the checkout, null if the detector does not tell
 * @param text all that may name the line that borrowed
 */
public record Detection(String pool, long nanos, Kind kind, @Nullable String reason, @Nullable String id, String text) {

	/** The report. */
	public enum Kind {

		/** A leak is reported, by a detector that knows of one degree only. */
		REPORTED,

		/** A leak is suspected. */
		SUSPECT,

		/** A leak is certain. */
		LEAKED,

		/** A suspicion is taken back because of a use. */
		CLEARED,

		/** The accused connection has been returned. */
		RETURNED,

		/** The accused connection has been taken away from its holder. */
		RECLAIMED,

		/** The holders of all connections wait for each other. */
		DEADLOCKED;

		/**
		 * Whether it says that there is a leak.
		 * @return false if it takes that back
		 */
		public boolean isAccusation() {
			return this == REPORTED || this == SUSPECT || this == LEAKED;
		}

	}

	static Detection reported(String pool, String text) {
		return new Detection(pool, System.nanoTime(), Kind.REPORTED, null, null, text);
	}

}

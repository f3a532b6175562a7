package io.github.connectionpool.internal.load;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The load of a pool over a while. Immutable.
 *
 * @param observed the time that was observed
 * @param origins the origins that had connections out, the largest load first
 * @param others all other origins together
 */
public record LoadReport(Duration observed, List<OriginLoad> origins, Share others) {

	/** The kind of origins that hold connections for long on purpose. */
	static final String LONG_LIVED = "long-lived";

	/** So much more than has come back may be out, since both times differ a little. */
	private static final double TOLERANCE = 1.5;

	/**
	 * Creates a report.
	 */
	public LoadReport {
		origins = List.copyOf(origins);
	}

	/**
	 * The connections that were out on average, by use.
	 *
	 * @param executing a call to the database was in flight
	 * @param idleInTransaction a transaction was open, and no statement ran
	 * @param idle no transaction was open, and no statement ran
	 * @param waiting the owner waited for another connection of the pool
	 */
	public record Share(double executing, double idleInTransaction, double idle, double waiting) {

		/** Nothing was out. */
		public static final Share NONE = new Share(0, 0, 0, 0);

		/**
		 * All of them.
		 * @return the sum
		 */
		public double connections() {
			return this.executing + this.idleInTransaction + this.idle + this.waiting;
		}

		/**
		 * Those that did nothing for the application.
		 * @return in a transaction or outside of one
		 */
		public double allIdle() {
			return this.idleInTransaction + this.idle;
		}

		Share and(Share other) {
			return new Share(this.executing + other.executing, this.idleInTransaction + other.idleInTransaction,
					this.idle + other.idle, this.waiting + other.waiting);
		}

	}

	/**
	 * The load of one origin.
	 *
	 * @param kind the kind of work
	 * @param name the name of the work
	 * @param share the connections that it had out on average
	 * @param statement the statement that ran most of the time, masked; null if none was
	 * seen
	 * @param callSite the most frequent line that borrowed, null if it is not known
	 * @param place the most frequent place of its threads while no statement ran, null if
	 * it is not known
	 */
	public record OriginLoad(String kind, String name, Share share, @Nullable String statement,
			@Nullable String callSite, @Nullable String place) {

	}

	/**
	 * The same without connections that are held for long on purpose.
	 * @return without origins of that kind
	 */
	public LoadReport withoutLongLived() {
		return new LoadReport(this.observed,
				this.origins.stream().filter((origin) -> !origin.kind().equals(LONG_LIVED)).toList(), this.others);
	}

	/**
	 * Whether hold times that have ended tell of these connections. They do not if many
	 * of the connections are still out.
	 * @param ended returns in a second times their mean hold time in seconds, which by
	 * Little's law is how many connections were out
	 * @return whether both are about the same
	 */
	public boolean isToldBy(double ended) {
		return total().connections() <= TOLERANCE * ended;
	}

	/**
	 * The load of all origins together.
	 * @return the sum
	 */
	public Share total() {
		return this.origins.stream().map(OriginLoad::share).reduce(this.others, Share::and);
	}

}

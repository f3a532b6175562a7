package io.github.connectionpool.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A pool at one moment: all parts rest on the same reading and on one verdict for each
 * checkout, so that no part contradicts another. Immutable and thread-safe. Texts and
 * stacks are made when they are read.
 *
 * @since 0.1.0
 */
public interface PoolSnapshot {

	/**
	 * The pool's name.
	 * @return name of its bean
	 */
	String pool();

	/**
	 * The time of the reading.
	 * @return by the system's clock
	 */
	Instant at();

	/**
	 * The pool's counts.
	 * @return as the pool told them; only the borrowed ones if it failed to
	 */
	ConnectionCounts counts();

	/**
	 * How the pool does.
	 * @return critical during an outage, else the level that its utilization has kept
	 */
	UtilizationLevel level();

	/**
	 * The open checkouts by verdict.
	 * @return without verdicts that no checkout has
	 */
	Map<Verdict, Integer> verdicts();

	/**
	 * How many open checkouts have a verdict.
	 * @param verdict the verdict
	 * @return the number
	 */
	default int count(Verdict verdict) {
		return verdicts().getOrDefault(verdict, 0);
	}

	/**
	 * How long the open checkouts have been held.
	 * @return oldest first
	 */
	List<Duration> ages();

	/**
	 * How long the oldest open checkout has been held.
	 * @return zero if none is open
	 */
	default Duration oldest() {
		List<Duration> ages = ages();
		return ages.isEmpty() ? Duration.ZERO : ages.get(0);
	}

	/**
	 * Reports on the open checkouts.
	 * @param limit how many at most
	 * @return oldest first
	 */
	List<CheckoutReport> checkouts(int limit);

	/**
	 * The report on one open checkout.
	 * @param id identifier of the checkout
	 * @return null if no checkout of this identifier is open
	 */
	@Nullable CheckoutReport checkout(String id);

	/**
	 * Reports on the call sites that hold connections.
	 * @return the one with the most open checkouts first
	 */
	List<CallSiteReport> callSites();

	/**
	 * Leaks, suspicions, a deadlock or an outage, with their remedies.
	 * @return in the order of their urgency; empty if the pool is well
	 */
	List<Finding> findings();

	/**
	 * The outage of the pool's database.
	 * @return null if the database is reached, or it is not known that it is not
	 */
	@Nullable OutageReport outage();

}

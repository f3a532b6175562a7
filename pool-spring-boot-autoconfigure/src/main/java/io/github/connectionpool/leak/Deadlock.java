package io.github.connectionpool.leak;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.checkout.Finding;

/**
 * A pool all of whose connections are held by threads that wait for another one of it.
 * Immutable.
 *
 * @param pool name of the pool
 * @param foundAt when that was found
 * @param max how many connections the pool has
 * @param threads how many threads held or waited then
 * @param connectionsPerThread the most connections that one thread held and waited for
 * @param unbounded whether the threads are virtual, of which there may be any number
 * @param holders where the threads have borrowed and where they wait, the most frequent
 * first
 */
public record Deadlock(String pool, Instant foundAt, int max, int threads, int connectionsPerThread, boolean unbounded,
		List<Holder> holders) {

	/**
	 * Threads that do the same.
	 *
	 * @param holdsAt where they borrowed what they hold, null if that is not known
	 * @param waitsAt where they wait for another, null if that is not known
	 * @param connections how many connections they hold
	 */
	public record Holder(@Nullable String holdsAt, @Nullable String waitsAt, int connections) {

		@Override
		public String toString() {
			return this.connections + " borrowed at " + known(this.holdsAt) + " by threads that wait at "
					+ known(this.waitsAt);
		}

		private static String known(@Nullable String line) {
			return (line != null) ? line : "an unknown call site";
		}

	}

	/**
	 * The size at which as many threads could not do that:
	 * {@code threads × (connections − 1) + 1}, as HikariCP's "About Pool Sizing" has it.
	 * @return connections, null if no size would do because the threads are unbounded
	 */
	public @Nullable Integer sizeThatWouldDo() {
		return this.unbounded ? null : this.threads * (this.connectionsPerThread - 1) + 1;
	}

	/**
	 * What has happened and what to do.
	 * @return the finding
	 */
	public Finding finding() {
		String holders = this.holders.stream().map(Holder::toString).collect(Collectors.joining("; "));
		Integer size = sizeThatWouldDo();
		return new Finding("deadlock", Finding.Severity.CRITICAL,
				"Deadlock: all " + this.max
						+ " connections are held by threads that wait for another one of this pool: " + holders
						+ ". A thread needs " + this.connectionsPerThread + " at once here.",
				(size != null)
						? "With " + this.threads + " threads, as there are now, " + size
								+ " connections would do, and more threads need more; better is to need one only."
						: "Virtual threads have no bound, so no size of the pool would do: need one only, or bound them.");
	}

	/**
	 * What has happened and what to do.
	 * @return for people
	 */
	public String text() {
		return finding().text();
	}

}

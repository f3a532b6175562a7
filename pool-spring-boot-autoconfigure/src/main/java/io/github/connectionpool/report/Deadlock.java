package io.github.connectionpool.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A pool none of whose connections can come back, because the threads that hold them wait
 * for each other. Immutable.
 *
 * @param pool name of the pool
 * @param foundAt when that was found
 * @param max how many connections the pool has, more than its maximum where that was
 * lowered while they were out
 * @param threads how many threads held or waited then
 * @param connectionsPerThread the most connections of the pool that one thread held and
 * waited for
 * @param unbounded whether the threads are virtual, of which there may be any number
 * @param holders where the threads have borrowed and where they wait, the most frequent
 * first
 * @param causes the kind of the circle of waits
 * @param otherPools names of the other pools that are part of it
 * @param leaked how many of the connections are leaked and will not come back either
 * @since 0.1.0
 */
public record Deadlock(String pool, Instant foundAt, int max, int threads, int connectionsPerThread, boolean unbounded,
		List<Holder> holders, Set<Cause> causes, List<String> otherPools, int leaked) {

	/** The kind of a circle of waits. */
	public enum Cause {

		/** A thread needs another connection of the pool before it gives one back. */
		NESTED_BORROW,

		/** A thread needs a lock whose holder waits for a connection. */
		LOCK,

		/** A thread needs a connection of another pool, which is stuck as well. */
		OTHER_POOL

	}

	/**
	 * Create for threads that wait for another connection of the same pool.
	 * @param pool name of the pool
	 * @param foundAt when that was found
	 * @param max how many connections the pool has
	 * @param threads how many threads held or waited then
	 * @param connectionsPerThread the most connections that one thread held and waited
	 * for
	 * @param unbounded whether the threads are virtual
	 * @param holders where the threads have borrowed and where they wait
	 */
	public Deadlock(String pool, Instant foundAt, int max, int threads, int connectionsPerThread, boolean unbounded,
			List<Holder> holders) {
		this(pool, foundAt, max, threads, connectionsPerThread, unbounded, holders, EnumSet.of(Cause.NESTED_BORROW),
				List.of(), 0);
	}

	/**
	 * Threads that do the same.
	 *
	 * @param holdsAt where they borrowed what they hold, null if that is not known
	 * @param waitsAt where they wait, null if that is not known
	 * @param connections how many connections they hold
	 * @param waitsFor what they wait for, null for another connection of the same pool
	 */
	public record Holder(@Nullable String holdsAt, @Nullable String waitsAt, int connections,
			@Nullable String waitsFor) {

		/**
		 * Create for threads that wait for another connection of the same pool.
		 * @param holdsAt where they borrowed what they hold, null if that is not known
		 * @param waitsAt where they wait, null if that is not known
		 * @param connections how many connections they hold
		 */
		public Holder(@Nullable String holdsAt, @Nullable String waitsAt, int connections) {
			this(holdsAt, waitsAt, connections, null);
		}

		@Override
		public String toString() {
			return this.connections + " borrowed at " + known(this.holdsAt)
					+ ((this.connections == 1) ? " by a thread that waits at " : " by threads that wait at ")
					+ known(this.waitsAt) + ((this.waitsFor != null) ? " for " + this.waitsFor : "");
		}

		private static String known(@Nullable String line) {
			return (line != null) ? line : "an unknown call site";
		}

	}

	/**
	 * The size at which as many threads could not do that:
	 * {@code threads × (connections − 1) + 1}, as HikariCP's "About Pool Sizing" has it.
	 * @return connections, null if no size would do because the threads are unbounded, or
	 * because more than nested borrows is the cause
	 */
	public @Nullable Integer sizeThatWouldDo() {
		return (this.unbounded || !isNestedOnly()) ? null : this.threads * (this.connectionsPerThread - 1) + 1;
	}

	private boolean isNestedOnly() {
		return this.causes.equals(Set.of(Cause.NESTED_BORROW));
	}

	/**
	 * A text with the cause and the remedy.
	 * @return the finding
	 */
	public Finding finding() {
		return new Finding("deadlock", Finding.Severity.CRITICAL, evidence(), fix());
	}

	private String evidence() {
		StringBuilder text = new StringBuilder("Deadlock: ").append(held());
		text.append(isNestedOnly() ? " for another one of this pool: " : " cannot go on: ");
		text.append(this.holders.stream().map(Holder::toString).collect(Collectors.joining("; "))).append('.');
		if (this.causes.contains(Cause.NESTED_BORROW)) {
			text.append(" A thread needs ").append(this.connectionsPerThread).append(" at once here.");
		}
		if (this.leaked > 0) {
			text.append(" The other ").append(this.leaked).append((this.leaked > 1) ? " are" : " is");
			text.append(" leaked.");
		}
		return text.toString();
	}

	/** The connections that do not come back, and the begin of what their threads do. */
	private String held() {
		int connections = this.max - this.leaked;
		String verb = isNestedOnly() ? ((connections == 1) ? " waits" : " wait") : "";
		if (connections == 1) {
			return ((this.leaked > 0) ? "the only connection that is not leaked" : "the only connection")
					+ " is held by a thread that" + verb;
		}
		return ((this.leaked > 0) ? "the " + connections + " connections that are not leaked"
				: "all " + connections + " connections") + " are held by threads that" + verb;
	}

	private String fix() {
		List<String> fixes = new ArrayList<>();
		if (this.causes.contains(Cause.NESTED_BORROW)) {
			fixes.add(nestedFix());
		}
		if (this.causes.contains(Cause.LOCK)) {
			fixes.add("Do not wait for a connection while holding a lock that a thread with a connection needs:"
					+ " borrow before the lock is taken, or release the lock before the borrow.");
		}
		if (this.causes.contains(Cause.OTHER_POOL)) {
			fixes.add("Borrow from the pools '" + this.pool + "' and "
					+ this.otherPools.stream().map((name) -> "'" + name + "'").collect(Collectors.joining(", "))
					+ " in the same order everywhere, or give the first connection back before the second is"
					+ " borrowed.");
		}
		if (!isNestedOnly()) {
			fixes.add("A larger pool makes this rarer and does not prevent it.");
		}
		return String.join(" ", fixes);
	}

	private String nestedFix() {
		Integer size = sizeThatWouldDo();
		if (size != null) {
			return "With "
					+ ((this.threads == 1) ? "1 thread, as there is now, "
							: this.threads + " threads, as there are now, ")
					+ size + " connections would do, and more threads need more; better is to need one only.";
		}
		return this.unbounded
				? "Virtual threads have no bound, so no size of the pool would do: need one only, or bound them."
				: "Need one connection of this pool only in each thread.";
	}

	/**
	 * A text with the cause and the remedy.
	 * @return for people
	 */
	public String text() {
		return finding().text();
	}

}

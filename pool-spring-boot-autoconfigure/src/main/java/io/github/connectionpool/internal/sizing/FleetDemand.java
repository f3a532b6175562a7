package io.github.connectionpool.internal.sizing;

import org.jspecify.annotations.Nullable;

/**
 * What all instances of an application together may demand of a database server:
 * {@code total = pool × instances}. Immutable.
 *
 * @param poolSize the maximum size of the pool of one instance, at least 1
 * @param instances how many instances run, at least 1
 * @param serverLimit connections the server gives ({@code max_connections} less its
 * reserved slots), at least 1, {@code null} if not known
 */
public record FleetDemand(int poolSize, int instances, @Nullable Integer serverLimit) {

	/**
	 * More server processes cost more than they bring, a rule of thumb of this project.
	 */
	private static final int MOST_PROCESSES = 500;

	/**
	 * Creates a demand.
	 * @throws IllegalArgumentException if a number is below 1
	 */
	public FleetDemand {
		Check.atLeast("poolSize", poolSize, 1);
		Check.atLeast("instances", instances, 1);
		Check.atLeast("serverLimit", (serverLimit != null) ? serverLimit : 1, 1);
	}

	/**
	 * Returns how many connections all instances have when their pools are full.
	 * @return the number of connections
	 */
	public long total() {
		return (long) this.poolSize * this.instances;
	}

	/**
	 * Whether the instances need PgBouncer (or another pooler that shares connections
	 * between them): the total is more than the server gives, or more than 500, which no
	 * server should give.
	 * @return whether it is needed
	 */
	public boolean needsPgBouncer() {
		return total() > available();
	}

	/**
	 * Returns the largest pool each instance may have without PgBouncer.
	 * @return the size, 0 if there are more instances than connections
	 */
	public int largestPool() {
		return available() / this.instances;
	}

	/**
	 * Says in a sentence or two, for a person, whether PgBouncer is needed and by how
	 * much, or how many connections are left.
	 * @return the text
	 */
	public String statement() {
		String sum = "pool " + this.poolSize + " × instances " + this.instances + " = " + total() + " connections";
		if (needsPgBouncer()) {
			return "PgBouncer is needed: " + sum + ", " + excess() + ". " + alternative();
		}
		if (this.serverLimit == null) {
			return "Compare the total, " + sum + ", with the server's max_connections less its reserved slots:"
					+ " if it gives fewer, PgBouncer is needed.";
		}
		return "PgBouncer is not needed: " + sum + " of the " + this.serverLimit + " the server gives, which leaves "
				+ (this.serverLimit - total()) + ".";
	}

	private String excess() {
		if (this.serverLimit != null && total() > this.serverLimit) {
			return (total() - this.serverLimit) + " more than the " + this.serverLimit + " the server gives";
		}
		return "above " + MOST_PROCESSES + " more server processes cost more than they bring";
	}

	private String alternative() {
		return (largestPool() > 0) ? "Without it each instance may have a pool of " + largestPool() + " at most."
				: "Without it not even a pool of 1 for each instance fits.";
	}

	int available() {
		int limit = (this.serverLimit != null) ? this.serverLimit : MOST_PROCESSES;
		return Math.min(limit, MOST_PROCESSES);
	}

}

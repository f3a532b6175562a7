package io.github.connectionpool.internal.sizing;

/**
 * A recommended pool size and where it comes from. Immutable.
 *
 * @param connections the maximum size of the pool, at least 1
 * @param formula the formula with its numbers, for a person; says whose cores were taken
 * if the database's are fewer
 */
public record PoolSize(int connections, String formula) {

	/**
	 * Creates a size.
	 * @throws IllegalArgumentException if {@code connections} is below 1
	 */
	public PoolSize {
		Check.atLeast("connections", connections, 1);
	}

}

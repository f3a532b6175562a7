package io.github.connectionpool.pool;

/**
 * The most connections a pool will open, where that can still be set.
 */
public interface PoolLimit {

	/**
	 * The property that sets it, below the prefix of the pool.
	 * @return for example {@code maximum-pool-size}
	 */
	String property();

	/**
	 * Whether it is what the product starts with, so that nobody seems to have set it in
	 * code.
	 * @return whether it is the product's default
	 */
	boolean isDefault();

	/**
	 * The number of connections the pool is to keep, which the limit must not be below.
	 * @return zero if nobody has set one
	 */
	int minimum();

	/**
	 * Set the limit.
	 * @param connections at least 1
	 */
	void set(int connections);

}

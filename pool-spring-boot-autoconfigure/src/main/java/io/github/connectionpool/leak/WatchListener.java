package io.github.connectionpool.leak;

import io.github.connectionpool.checkout.ConnectionCounts;
import io.github.connectionpool.checkout.Pool;
import io.github.connectionpool.checkout.UtilizationLevel;

/**
 * Is told what the watch finds, on the watching thread: an implementation must not block.
 */
public interface WatchListener {

	/**
	 * The level of a pool has changed.
	 * @param pool the pool
	 * @param from the level so far
	 * @param to the level from now on
	 * @param counts the pool's counts now
	 */
	void utilizationChanged(Pool pool, UtilizationLevel from, UtilizationLevel to, ConnectionCounts counts);

	/**
	 * A look at a pool has been taken, and its level told if that has changed.
	 * @param pool the pool
	 * @param level the level now
	 * @param counts the pool's counts now
	 */
	void looked(Pool pool, UtilizationLevel level, ConnectionCounts counts);

	/**
	 * A checkout has become suspect.
	 * @param checkout the checkout as it is now
	 */
	void suspected(CheckoutReport checkout);

	/**
	 * A checkout that was suspected has been used again, or returned.
	 * @param checkout the checkout as it is now
	 * @param returned whether it has been returned
	 */
	void cleared(CheckoutReport checkout, boolean returned);

	/**
	 * A look has failed. The next one is taken all the same.
	 * @param pool the pool that was looked at
	 * @param failure what happened
	 */
	void lookFailed(Pool pool, Throwable failure);

}

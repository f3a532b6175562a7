package io.github.connectionpool.internal.pool;

import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

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
	 * Whether it equals the product's default, so that it was probably not set in code.
	 * @return whether it is the product's default
	 */
	boolean isDefault();

	/**
	 * The limit as it is.
	 * @return the most connections; the largest int if there is no limit
	 */
	int connections();

	/**
	 * Where the pool connects to.
	 * @return the JDBC URL, null if it is not known
	 */
	@Nullable String jdbcUrl();

	/**
	 * How many connections are to be kept or opened, where that differs from the
	 * product's defaults: the pool would lower it to a limit that is below.
	 * @return zero if all are the defaults
	 */
	int minimum();

	/**
	 * The properties that say how many connections to keep or to open: the pool would
	 * lower them to a limit that is below.
	 * @return names below the prefix of the pool
	 */
	List<String> keeping();

	/**
	 * Sets the limit, and the settings that depend on it unless the user has set them.
	 * @param connections at least 1
	 * @param isSet whether the user has set a property, by its name below the prefix
	 */
	public void set(int connections, Predicate<String> isSet);

	/**
	 * Raise the limit and nothing else: the pool keeps no more idle connections than
	 * before.
	 * @param connections more than the limit as it is
	 * @param isSet whether the user has set a property, by its name below the prefix
	 */
	public void raise(int connections, Predicate<String> isSet);

}

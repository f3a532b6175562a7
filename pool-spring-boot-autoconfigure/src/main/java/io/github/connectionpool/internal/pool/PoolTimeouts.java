package io.github.connectionpool.internal.pool;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The timeouts of a pool, where they can still be set. Not thread-safe: for the time
 * before the pool starts.
 */
public interface PoolTimeouts {

	/**
	 * The timeouts that the product has.
	 * @return each kind at most once
	 */
	List<PoolTimeout> all();

	/**
	 * Where the pool connects to.
	 * @return the JDBC URL, null if the pool connects by other means
	 */
	@Nullable String jdbcUrl();

	/**
	 * What the driver is given beside the URL.
	 * @return names and values, without passwords
	 */
	Map<String, String> driverProperties();

	/**
	 * Give the driver one property more.
	 * @param name the driver's name for it
	 * @param value its value, in the driver's unit
	 */
	void addDriverProperty(String name, String value);

}

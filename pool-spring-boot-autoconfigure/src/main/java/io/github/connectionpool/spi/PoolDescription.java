package io.github.connectionpool.spi;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How a pool is configured, as far as its product tells. Begin with {@link #EMPTY} and
 * add the parts that are known. Immutable.
 *
 * <pre>{@code
 * PoolDescription.EMPTY.withName(pool.getName())
 *     .withTimeout(PoolDescription.Timeout.CONNECTION, Duration.ofSeconds(10));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class PoolDescription {

	/** Nothing is known; connections are lent in auto-commit mode. */
	public static final PoolDescription EMPTY = new PoolDescription(null, null, true, Map.of(), Map.of());

	private final @Nullable String name;

	private final @Nullable String jdbcUrl;

	private final boolean autoCommit;

	private final Map<Timeout, Duration> timeouts;

	private final Map<String, String> driverProperties;

	private PoolDescription(@Nullable String name, @Nullable String jdbcUrl, boolean autoCommit,
			Map<Timeout, Duration> timeouts, Map<String, String> driverProperties) {
		this.name = name;
		this.jdbcUrl = jdbcUrl;
		this.autoCommit = autoCommit;
		this.timeouts = timeouts;
		this.driverProperties = driverProperties;
	}

	/**
	 * Add the name that the pool gives itself.
	 * @param name the name, null if it has none
	 * @return a new description
	 */
	public PoolDescription withName(@Nullable String name) {
		return new PoolDescription(name, this.jdbcUrl, this.autoCommit, this.timeouts, this.driverProperties);
	}

	/**
	 * Add the URL that the pool connects to. It tells the product of the database, and
	 * the timeouts of the driver.
	 * @param jdbcUrl the JDBC URL, null if the pool connects by other means
	 * @return a new description
	 */
	public PoolDescription withJdbcUrl(@Nullable String jdbcUrl) {
		return new PoolDescription(this.name, jdbcUrl, this.autoCommit, this.timeouts, this.driverProperties);
	}

	/**
	 * Set the mode in which connections are lent.
	 * @param autoCommit whether each statement is a transaction of its own
	 * @return a new description
	 */
	public PoolDescription withAutoCommit(boolean autoCommit) {
		return new PoolDescription(this.name, this.jdbcUrl, autoCommit, this.timeouts, this.driverProperties);
	}

	/**
	 * Add a timeout of the pool.
	 * @param timeout which one
	 * @param value how long; zero if there is no limit, or the pool does not do it
	 * @return a new description
	 * @throws IllegalArgumentException if the value is negative
	 */
	public PoolDescription withTimeout(Timeout timeout, Duration value) {
		if (value.isNegative()) {
			throw new IllegalArgumentException(
					"The timeout " + timeout + " must not be negative: " + value + "; zero means no limit");
		}
		Map<Timeout, Duration> more = new EnumMap<>(Timeout.class);
		more.putAll(this.timeouts);
		more.put(timeout, value);
		return new PoolDescription(this.name, this.jdbcUrl, this.autoCommit, Collections.unmodifiableMap(more),
				this.driverProperties);
	}

	/**
	 * Set the properties that the pool gives the driver beside the URL. Passwords do not
	 * belong there.
	 * @param driverProperties names and values, none of them null
	 * @return a new description
	 */
	public PoolDescription withDriverProperties(Map<String, String> driverProperties) {
		return new PoolDescription(this.name, this.jdbcUrl, this.autoCommit, this.timeouts,
				Map.copyOf(driverProperties));
	}

	/**
	 * The name that the pool gives itself.
	 * @return the name, null if it is not known
	 */
	public @Nullable String name() {
		return this.name;
	}

	/**
	 * The URL that the pool connects to.
	 * @return the JDBC URL, null if it is not known
	 */
	public @Nullable String jdbcUrl() {
		return this.jdbcUrl;
	}

	/**
	 * The mode in which connections are lent.
	 * @return whether each statement is a transaction of its own
	 */
	public boolean autoCommit() {
		return this.autoCommit;
	}

	/**
	 * A timeout of the pool.
	 * @param timeout which one
	 * @return how long, zero if there is no limit, null if it is not known
	 */
	public @Nullable Duration timeout(Timeout timeout) {
		return this.timeouts.get(timeout);
	}

	/**
	 * The properties that the pool gives the driver beside the URL.
	 * @return names and values, unmodifiable
	 */
	public Map<String, String> driverProperties() {
		return this.driverProperties;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof PoolDescription that && Objects.equals(this.name, that.name)
				&& Objects.equals(this.jdbcUrl, that.jdbcUrl) && this.autoCommit == that.autoCommit
				&& this.timeouts.equals(that.timeouts) && this.driverProperties.equals(that.driverProperties);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.name, this.jdbcUrl, this.autoCommit, this.timeouts, this.driverProperties);
	}

	/** Without the URL and the properties, which may hold secrets. */
	@Override
	public String toString() {
		return "PoolDescription[name=" + this.name + ", autoCommit=" + this.autoCommit + ", timeouts=" + this.timeouts
				+ "]";
	}

	/** A timeout of a pool. */
	public enum Timeout {

		/** The longest wait for a connection. */
		CONNECTION,

		/** The longest validation of a connection. */
		VALIDATION,

		/** The time after which an idle connection may be closed. */
		IDLE,

		/** The age at which a connection is replaced. */
		MAX_LIFETIME,

		/**
		 * The interval at which an idle connection is used, so that it is not cut off.
		 */
		KEEPALIVE

	}

}

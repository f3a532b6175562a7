package io.github.connectionpool.internal.timeout;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pool.PoolSettings;

/**
 * The known timeouts around one pool. Immutable.
 *
 * @param pool how the pool is configured
 * @param poolType the class of the pool, which tells the names of its properties; null if
 * not known
 * @param prefix the prefix of the properties that the pool is bound to, as
 * {@code spring.datasource.hikari}; null if it is not known
 * @param fixedSize whether the pool keeps all its connections, so that none is ever
 * closed for being idle
 * @param jdbcUrl where the pool connects to, null if not known
 * @param queryTimeout Spring's limit of a query, null if not set, zero if set to none
 * @param transactionTimeout Spring's limit of a transaction, null if not set
 * @param server the server's timeouts by the names of its settings, as
 * {@code statement_timeout}, zero if there is no limit; unknown values are left out
 * @param pgbouncer what {@code SHOW CONFIG} of a PgBouncer tells, times in seconds; null
 * if there is none or it does not tell
 */
public record TimeoutFacts(PoolSettings pool, @Nullable String poolType, @Nullable String prefix, boolean fixedSize,
		@Nullable String jdbcUrl, @Nullable Duration queryTimeout, @Nullable Duration transactionTimeout,
		Map<String, Duration> server, @Nullable Map<String, String> pgbouncer) {

	public TimeoutFacts {
		server = Map.copyOf(server);
		pgbouncer = (pgbouncer != null) ? Map.copyOf(pgbouncer) : null;
	}

	/**
	 * Begin with a pool, of which nothing else is known.
	 * @param settings how it is configured
	 * @return a builder
	 */
	public static Builder of(PoolSettings settings) {
		return new Builder(settings);
	}

	/**
	 * Adds the known timeouts. Not thread-safe.
	 */
	public static final class Builder {

		private final PoolSettings pool;

		private @Nullable String poolType;

		private @Nullable String prefix;

		private boolean fixedSize;

		private @Nullable String jdbcUrl;

		private @Nullable Duration queryTimeout;

		private @Nullable Duration transactionTimeout;

		private Map<String, Duration> server = Map.of();

		private @Nullable Map<String, String> pgbouncer;

		private Builder(PoolSettings pool) {
			this.pool = pool;
		}

		/**
		 * What the pool is and what its properties are called.
		 * @param type the name of its class, null if not known
		 * @param prefix the prefix of its properties, null if not known
		 * @return this
		 */
		public Builder named(@Nullable String type, @Nullable String prefix) {
			this.poolType = type;
			this.prefix = prefix;
			return this;
		}

		/**
		 * Whether the pool keeps as many connections as it may have.
		 * @param fixedSize whether the minimum is the maximum
		 * @return this
		 */
		public Builder fixedSize(boolean fixedSize) {
			this.fixedSize = fixedSize;
			return this;
		}

		/**
		 * Where the pool connects to.
		 * @param jdbcUrl the URL, null if not known
		 * @return this
		 */
		public Builder jdbcUrl(@Nullable String jdbcUrl) {
			this.jdbcUrl = jdbcUrl;
			return this;
		}

		/**
		 * What Spring limits.
		 * @param query the limit of a query, null if not set
		 * @param transaction the limit of a transaction, null if not set
		 * @return this
		 */
		public Builder spring(@Nullable Duration query, @Nullable Duration transaction) {
			this.queryTimeout = query;
			this.transactionTimeout = transaction;
			return this;
		}

		/**
		 * What the server limits.
		 * @param settings by name, zero if there is no limit
		 * @return this
		 */
		public Builder server(Map<String, Duration> settings) {
			this.server = settings;
			return this;
		}

		/**
		 * What a PgBouncer limits.
		 * @param config its {@code SHOW CONFIG}, null if there is none
		 * @return this
		 */
		public Builder pgbouncer(@Nullable Map<String, String> config) {
			this.pgbouncer = config;
			return this;
		}

		/**
		 * The collected timeouts.
		 * @return the facts
		 */
		public TimeoutFacts build() {
			return new TimeoutFacts(this.pool, this.poolType, this.prefix, this.fixedSize, this.jdbcUrl,
					this.queryTimeout, this.transactionTimeout, this.server, this.pgbouncer);
		}

	}

}

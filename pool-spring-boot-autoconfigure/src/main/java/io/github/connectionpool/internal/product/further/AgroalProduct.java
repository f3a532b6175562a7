package io.github.connectionpool.internal.product.further;

import java.security.Principal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Properties;

import javax.sql.DataSource;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.security.SimplePassword;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pool.DriverConnections;
import io.github.connectionpool.internal.pool.DriverProperties;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.pool.KnownProduct;
import io.github.connectionpool.internal.pool.OwnConnections;
import io.github.connectionpool.internal.pool.PoolLimit;
import io.github.connectionpool.internal.pool.PoolSettings;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.internal.pool.PoolTimeout;
import io.github.connectionpool.internal.pool.PoolTimeouts;
import io.github.connectionpool.report.ConnectionCounts;

/**
 * Agroal. Its data source starts with its configuration, most of which does not change
 * any more.
 */
public final class AgroalProduct implements KnownProduct {

	/** The class whose presence tells that the library is there. */
	public static final String TYPE = "io.agroal.pool.DataSource";

	/** It calls each connection valid. */
	private static final Class<?> NO_VALIDATOR = ConnectionValidator.emptyValidator().getClass();

	@Override
	public boolean isProduct(Class<?> type) {
		return AgroalDataSource.class.isAssignableFrom(type);
	}

	@Override
	public PoolStatistics statistics(DataSource dataSource) {
		return new Statistics((AgroalDataSource) dataSource);
	}

	/** Null where a credential is of another kind, as a token. */
	@Override
	public OwnConnections ownConnections(DataSource dataSource) {
		AgroalDataSource agroal = (AgroalDataSource) dataSource;
		return (limits) -> {
			AgroalConnectionPoolConfiguration pool = configuration(agroal);
			return (pool != null) ? open(pool.connectionFactoryConfiguration(), limits) : null;
		};
	}

	private static @Nullable Connection open(AgroalConnectionFactoryConfiguration factory, Properties limits)
			throws SQLException {
		Collection<Object> credentials = factory.credentials();
		if (!credentials.stream().allMatch(SimplePassword.class::isInstance) || credentials.size() > 1) {
			return null;
		}
		Principal principal = factory.principal();
		String password = credentials.isEmpty() ? null : ((SimplePassword) credentials.iterator().next()).getWord();
		return DriverConnections.open(factory.jdbcUrl(), (principal != null) ? principal.getName() : null, password,
				factory.jdbcProperties(), DriverConnections.listOf(factory.initialSql()), limits);
	}

	/** Unless it is marked before, the pool lends a connection that was cut off again. */
	@Override
	public Eviction eviction(DataSource dataSource) {
		return (connection) -> {
			AgroalPools.markForFlush(connection);
			Eviction.ABORT.evict(connection);
		};
	}

	/** There is no default that the starter could replace. */
	@Override
	public @Nullable PoolLimit limit(DataSource dataSource) {
		AgroalConnectionPoolConfiguration pool = configuration((AgroalDataSource) dataSource);
		return (pool != null) ? new NumberLimit("max-size", 0, pool::maxSize, pool::setMaxSize,
				pool.connectionFactoryConfiguration()::jdbcUrl,
				List.of(new NumberLimit.Kept("min-size", 0, pool::minSize, pool::setMinSize))) : null;
	}

	@Override
	public @Nullable PoolTimeouts timeouts(DataSource dataSource) {
		AgroalConnectionPoolConfiguration pool = configuration((AgroalDataSource) dataSource);
		return (pool != null) ? SettableTimeouts
			.withoutDriver(List.of(new PoolTimeout(PoolTimeout.Kind.CONNECTION, List.of("acquisition-timeout"),
					pool.acquisitionTimeout(), pool.acquisitionTimeout().isZero(), pool::setAcquisitionTimeout)))
				: null;
	}

	/** Null for a wrapper of the product's that has not been initialized. */
	private static @Nullable AgroalConnectionPoolConfiguration configuration(AgroalDataSource agroal) {
		try {
			return agroal.getConfiguration().connectionPoolConfiguration();
		}
		catch (NullPointerException ex) {
			return null;
		}
	}

	private static final class Statistics implements PoolStatistics {

		private final AgroalDataSource agroal;

		private final AgroalPools counts;

		Statistics(AgroalDataSource agroal) {
			this.agroal = agroal;
			this.counts = new AgroalPools(agroal);
		}

		@Override
		public ConnectionCounts counts() {
			AgroalConnectionPoolConfiguration pool = configuration(this.agroal);
			return (pool != null) ? this.counts.read(pool.maxSize(), pool.minSize())
					: new ConnectionCounts(0, 0, null, null, 0);
		}

		/** It has none. */
		@Override
		public @Nullable String poolName() {
			return null;
		}

		@Override
		public @Nullable String jdbcUrl() {
			AgroalConnectionPoolConfiguration pool = configuration(this.agroal);
			return (pool != null) ? pool.connectionFactoryConfiguration().jdbcUrl() : null;
		}

		@Override
		public PoolSettings settings() {
			AgroalConnectionPoolConfiguration pool = configuration(this.agroal);
			return (pool != null) ? settings(pool, pool.connectionFactoryConfiguration()) : PoolSettings.UNKNOWN;
		}

		/** Its "validation timeout" is the time between two validations. */
		private static PoolSettings settings(AgroalConnectionPoolConfiguration pool,
				AgroalConnectionFactoryConfiguration factory) {
			boolean validates = !NO_VALIDATOR.isInstance(pool.connectionValidator());
			Duration between = validates ? pool.validationTimeout() : Duration.ZERO;
			return new PoolSettings(pool.acquisitionTimeout(), null, pool.reapTimeout(), pool.maxLifetime(), between,
					null,
					validates
							&& (pool.validateOnBorrow() || !pool.idleValidationTimeout().isZero() || !between.isZero()),
					factory.jdbcTransactionIsolation().isDefined()
							? DriverProperties.isolation(factory.jdbcTransactionIsolation().level()) : null,
					null, factory.initialSql(), DriverProperties.withoutSecrets(factory.jdbcProperties()));
		}

		@Override
		public boolean autoCommit() {
			AgroalConnectionPoolConfiguration pool = configuration(this.agroal);
			return pool == null || pool.connectionFactoryConfiguration().autoCommit();
		}

	}

}

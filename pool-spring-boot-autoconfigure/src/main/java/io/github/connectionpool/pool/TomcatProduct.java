package io.github.connectionpool.pool;

import javax.sql.DataSource;

import org.apache.tomcat.jdbc.pool.ConnectionPool;
import org.apache.tomcat.jdbc.pool.DataSourceProxy;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.metadata.TomcatDataSourcePoolMetadata;

import io.github.connectionpool.checkout.PoolStatistics;

/**
 * Tomcat JDBC.
 */
final class TomcatProduct implements PoolProduct {

	@Override
	public boolean isProduct(Class<?> type) {
		return org.apache.tomcat.jdbc.pool.DataSource.class.isAssignableFrom(type);
	}

	@Override
	public PoolStatistics statistics(DataSource dataSource) {
		return new Statistics((org.apache.tomcat.jdbc.pool.DataSource) dataSource);
	}

	@Override
	public @Nullable PoolLimit limit(DataSource dataSource) {
		org.apache.tomcat.jdbc.pool.DataSource tomcat = (org.apache.tomcat.jdbc.pool.DataSource) dataSource;
		return (tomcat.getPool() != null) ? null : new Limit(tomcat);
	}

	private static final class Statistics extends MetadataStatistics {

		private final DataSourceProxy tomcat;

		Statistics(org.apache.tomcat.jdbc.pool.DataSource tomcat) {
			super(() -> new TomcatDataSourcePoolMetadata(tomcat));
			this.tomcat = tomcat;
		}

		@Override
		Integer pending() {
			ConnectionPool pool = this.tomcat.getPool();
			return (pool != null) ? pool.getWaitCount() : 0;
		}

		@Override
		public @Nullable String poolName() {
			return this.tomcat.getName();
		}

		@Override
		public @Nullable String jdbcUrl() {
			return this.tomcat.getUrl();
		}

	}

	private record Limit(DataSourceProxy tomcat) implements PoolLimit {

		@Override
		public String property() {
			return "max-active";
		}

		@Override
		public boolean isDefault() {
			return this.tomcat.getMaxActive() == PoolProperties.DEFAULT_MAX_ACTIVE;
		}

		@Override
		public int minimum() {
			// until it is set, the minimum is the initial size, which the pool lowers by
			// itself
			int min = this.tomcat.getMinIdle();
			return (min != this.tomcat.getInitialSize()) ? min : 0;
		}

		@Override
		public void set(int connections) {
			this.tomcat.setMaxActive(connections);
		}

	}

}

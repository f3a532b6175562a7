package io.github.connectionpool.pool;

import javax.sql.DataSource;

import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.springframework.boot.jdbc.metadata.CommonsDbcp2DataSourcePoolMetadata;

import io.github.connectionpool.checkout.PoolStatistics;

/**
 * Commons DBCP 2.
 */
final class Dbcp2Product implements PoolProduct {

	@Override
	public boolean isProduct(Class<?> type) {
		return BasicDataSource.class.isAssignableFrom(type);
	}

	@Override
	public PoolStatistics statistics(DataSource dataSource) {
		BasicDataSource dbcp2 = (BasicDataSource) dataSource;
		return new MetadataStatistics(() -> new CommonsDbcp2DataSourcePoolMetadata(dbcp2)) {

			@Override
			public String jdbcUrl() {
				return dbcp2.getUrl();
			}

		};
	}

	@Override
	public PoolLimit limit(DataSource dataSource) {
		return new Limit((BasicDataSource) dataSource);
	}

	private record Limit(BasicDataSource dbcp2) implements PoolLimit {

		@Override
		public String property() {
			return "max-total";
		}

		@Override
		public boolean isDefault() {
			return this.dbcp2.getMaxTotal() == GenericObjectPoolConfig.DEFAULT_MAX_TOTAL;
		}

		@Override
		public int minimum() {
			return Math.max(0, this.dbcp2.getMinIdle());
		}

		@Override
		public void set(int connections) {
			this.dbcp2.setMaxTotal(connections);
			// or connections above the old limit would be closed at every return
			if (this.dbcp2.getMaxIdle() == GenericObjectPoolConfig.DEFAULT_MAX_IDLE) {
				this.dbcp2.setMaxIdle(connections);
			}
		}

	}

}

package io.github.connectionpool.benchmarks.candidate;

import java.sql.SQLException;
import java.time.Duration;

import com.alibaba.druid.pool.DruidDataSource;
import com.mchange.v2.c3p0.ComboPooledDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.vibur.dbcp.ViburDBCPDataSource;

import io.github.connectionpool.benchmarks.stub.StubDriver;

/**
 * All pools but HikariCP: of a fixed size, with or without their leak detection, and with
 * their defaults for the rest.
 */
final class OtherPools {

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

	private OtherPools() {
	}

	static OpenPool druid(int size, boolean detects) {
		DruidDataSource pool = new DruidDataSource();
		pool.setDriver(new StubDriver());
		pool.setUrl(StubDriver.URL);
		pool.setInitialSize(size);
		pool.setMinIdle(size);
		pool.setMaxActive(size);
		// it wants one, for connections that have not been borrowed for a minute
		pool.setValidationQuery("select 1");
		if (detects) {
			pool.setRemoveAbandoned(true);
			pool.setRemoveAbandonedTimeoutMillis(Candidates.LEAK_TIME.toMillis());
			pool.setLogAbandoned(true);
		}
		return new OpenPool(pool, pool::close);
	}

	static OpenPool tomcat(int size, boolean detects) {
		PoolProperties properties = new PoolProperties();
		properties.setDataSource(StubDriver.dataSource());
		properties.setInitialSize(size);
		properties.setMinIdle(size);
		properties.setMaxIdle(size);
		properties.setMaxActive(size);
		if (detects) {
			properties.setRemoveAbandoned(true);
			properties.setRemoveAbandonedTimeout((int) Candidates.LEAK_TIME.toSeconds());
			properties.setLogAbandoned(true);
		}
		org.apache.tomcat.jdbc.pool.DataSource pool = new org.apache.tomcat.jdbc.pool.DataSource(properties);
		return new OpenPool(pool, () -> pool.close(true));
	}

	static OpenPool dbcp2(int size, boolean detects) {
		BasicDataSource pool = new BasicDataSource();
		pool.setDriver(new StubDriver());
		pool.setUrl(StubDriver.URL);
		pool.setInitialSize(size);
		pool.setMinIdle(size);
		pool.setMaxIdle(size);
		pool.setMaxTotal(size);
		if (detects) {
			pool.setRemoveAbandonedOnBorrow(true);
			pool.setRemoveAbandonedOnMaintenance(true);
			pool.setRemoveAbandonedTimeout(Candidates.LEAK_TIME);
			pool.setLogAbandoned(true);
		}
		return new OpenPool(pool, () -> close(pool));
	}

	private static void close(BasicDataSource pool) {
		try {
			pool.close();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static OpenPool c3p0(int size, boolean detects) throws Exception {
		ComboPooledDataSource pool = new ComboPooledDataSource();
		pool.setDriverClass(StubDriver.class.getName());
		pool.setJdbcUrl(StubDriver.URL);
		pool.setInitialPoolSize(size);
		pool.setMinPoolSize(size);
		pool.setMaxPoolSize(size);
		if (detects) {
			pool.setUnreturnedConnectionTimeout((int) Candidates.LEAK_TIME.toSeconds());
			pool.setDebugUnreturnedConnectionStackTraces(true);
		}
		return new OpenPool(pool, pool::close);
	}

	/**
	 * Opens its connections when they are borrowed. A borrow while it still opens them of
	 * itself may wait forever.
	 */
	static OpenPool agroal(int size, boolean detects) throws SQLException {
		AgroalDataSource pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
			.connectionPoolConfiguration((connections) -> connections.maxSize(size)
				.acquisitionTimeout(LONGEST_WAIT)
				.leakTimeout(detects ? Candidates.LEAK_TIME : Duration.ZERO)
				.enhancedLeakReport(detects)
				.connectionFactoryConfiguration(
						(factory) -> factory.connectionProviderClass(StubDriver.class).jdbcUrl(StubDriver.URL))));
		return new OpenPool(pool, pool::close);
	}

	static OpenPool vibur(int size, boolean detects) {
		ViburDBCPDataSource pool = new ViburDBCPDataSource();
		pool.setExternalDataSource(StubDriver.dataSource());
		pool.setUsername("nobody");
		pool.setPassword("");
		pool.setPoolInitialSize(size);
		pool.setPoolMaxSize(size);
		if (detects) {
			pool.setPoolEnableConnectionTracking(true);
			pool.setLogTakenConnectionsOnTimeout(true);
		}
		pool.start();
		return new OpenPool(pool, pool::close);
	}

}

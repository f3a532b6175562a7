package io.github.connectionpool.internal.product;

import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import com.alibaba.druid.pool.DruidDataSource;
import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import org.apache.commons.dbcp2.BasicDataSource;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.vibur.dbcp.ViburDBCPDataSource;

import io.github.connectionpool.PostgresServer;

/**
 * All products that the starter knows, each before the real PostgreSQL. A borrower waits
 * for 20 s, and nothing is opened before the first borrow.
 */
public enum RealProduct {

	HIKARI {

		@Override
		public DataSource create(int max) {
			HikariDataSource hikari = new HikariDataSource();
			hikari.setJdbcUrl(PostgresServer.url());
			hikari.setMaximumPoolSize(max);
			hikari.setMinimumIdle(0);
			hikari.setConnectionTimeout(WAIT.toMillis());
			return hikari;
		}

	},

	TOMCAT {

		@Override
		public DataSource create(int max) {
			org.apache.tomcat.jdbc.pool.DataSource tomcat = new org.apache.tomcat.jdbc.pool.DataSource();
			tomcat.setDriverClassName("org.postgresql.Driver");
			tomcat.setUrl(PostgresServer.url());
			tomcat.setInitialSize(0);
			tomcat.setMaxIdle(max);
			tomcat.setMinIdle(0);
			tomcat.setMaxActive(max);
			tomcat.setMaxWait((int) WAIT.toMillis());
			return tomcat;
		}

		@Override
		void end(DataSource dataSource) {
			((org.apache.tomcat.jdbc.pool.DataSource) dataSource).close(true);
		}

	},

	DBCP2 {

		@Override
		public DataSource create(int max) {
			BasicDataSource dbcp2 = new BasicDataSource();
			dbcp2.setUrl(PostgresServer.url());
			dbcp2.setMaxTotal(max);
			dbcp2.setMaxWait(WAIT);
			return dbcp2;
		}

		/** DBCP2 does not tell. */
		@Override
		public boolean tellsWaiters() {
			return false;
		}

	},

	AGROAL {

		@Override
		public DataSource create(int max) throws Exception {
			return AgroalDataSource.from(
					new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration((pool) -> pool.maxSize(max)
						.acquisitionTimeout(WAIT)
						.connectionFactoryConfiguration((factory) -> factory.jdbcUrl(PostgresServer.url()))));
		}

	},

	C3P0 {

		@Override
		public DataSource create(int max) {
			ComboPooledDataSource c3p0 = new ComboPooledDataSource();
			c3p0.setJdbcUrl(PostgresServer.url());
			c3p0.setMaxPoolSize(max);
			c3p0.setMinPoolSize(0);
			c3p0.setInitialPoolSize(0);
			c3p0.setAcquireIncrement(1);
			c3p0.setNumHelperThreads(1);
			c3p0.setCheckoutTimeout((int) WAIT.toMillis());
			return c3p0;
		}

	},

	DRUID {

		@Override
		public DataSource create(int max) {
			DruidDataSource druid = new DruidDataSource();
			druid.setUrl(PostgresServer.url());
			druid.setMaxActive(max);
			druid.setMaxWait(WAIT.toMillis());
			return druid;
		}

	},

	UCP {

		@Override
		public DataSource create(int max) throws Exception {
			DataSource dataSource = (DataSource) Class.forName("oracle.ucp.jdbc.PoolDataSourceFactory")
				.getMethod("getPoolDataSource")
				.invoke(null);
			BeanWrapper ucp = PropertyAccessorFactory.forBeanPropertyAccess(dataSource);
			ucp.setPropertyValue("connectionFactoryClassName", "org.postgresql.Driver");
			ucp.setPropertyValue("URL", PostgresServer.url());
			ucp.setPropertyValue("user", "postgres");
			ucp.setPropertyValue("maxPoolSize", max);
			ucp.setPropertyValue("initialPoolSize", 0);
			ucp.setPropertyValue("minPoolSize", 0);
			ucp.setPropertyValue("connectionWaitDuration", WAIT);
			return dataSource;
		}

		/** It goes with its connections when the JVM ends. */
		@Override
		void end(DataSource dataSource) throws Exception {
			Class<?> manager = Class.forName("oracle.ucp.admin.UniversalConnectionPoolManagerImpl");
			Object managed = manager.getMethod("getUniversalConnectionPoolManager").invoke(null);
			String name = (String) PropertyAccessorFactory.forBeanPropertyAccess(dataSource)
				.getPropertyValue("connectionPoolName");
			if (name != null) {
				Class.forName("oracle.ucp.admin.UniversalConnectionPoolManager")
					.getMethod("destroyConnectionPool", String.class)
					.invoke(managed, name);
			}
		}

	},

	VIBUR {

		@Override
		public DataSource create(int max) {
			ViburDBCPDataSource vibur = new ViburDBCPDataSource();
			vibur.setJdbcUrl(PostgresServer.url());
			vibur.setUsername("postgres");
			vibur.setPassword("");
			vibur.setPoolInitialSize(0);
			vibur.setPoolMaxSize(max);
			vibur.setConnectionTimeoutInMs(WAIT.toMillis());
			vibur.start();
			return vibur;
		}

	};

	private static final Duration WAIT = Duration.ofSeconds(20);

	/** A pool that has not been borrowed from. */
	public abstract DataSource create(int max) throws Exception;

	/** Closes such a pool. */
	public final void close(DataSource dataSource) throws SQLException {
		try {
			end(dataSource);
		}
		catch (SQLException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new SQLException("Pool could not be closed", ex);
		}
	}

	void end(DataSource dataSource) throws Exception {
		((AutoCloseable) dataSource).close();
	}

	/** Whether it tells how many borrowers wait. */
	public boolean tellsWaiters() {
		return true;
	}

}

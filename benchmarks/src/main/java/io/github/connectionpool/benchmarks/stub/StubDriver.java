package io.github.connectionpool.benchmarks.stub;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * A driver whose connections lead nowhere, so that only their surroundings are measured.
 * Stateless.
 */
public final class StubDriver implements Driver {

	/** What its URLs are. */
	public static final String URL = "jdbc:stub:nowhere";

	static {
		try {
			DriverManager.registerDriver(new StubDriver());
		}
		catch (SQLException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/**
	 * The driver as a data source, for pools that are given one.
	 * @return a source that opens a connection at each call
	 */
	public static DataSource dataSource() {
		return new StubDataSource();
	}

	@Override
	public @Nullable Connection connect(String url, Properties info) {
		return acceptsURL(url) ? Stubs.create(StubConnection.class) : null;
	}

	@Override
	public boolean acceptsURL(String url) {
		return url.startsWith("jdbc:stub:");
	}

	@Override
	public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
		return new DriverPropertyInfo[0];
	}

	@Override
	public int getMajorVersion() {
		return 1;
	}

	@Override
	public int getMinorVersion() {
		return 0;
	}

	@Override
	public boolean jdbcCompliant() {
		return false;
	}

	@Override
	public Logger getParentLogger() {
		return Logger.getLogger(Logger.GLOBAL_LOGGER_NAME);
	}

	/** Has a login timeout: pools go by it when they close. */
	private static final class StubDataSource extends SimpleDriverDataSource {

		private int loginTimeout;

		StubDataSource() {
			super(new StubDriver(), URL);
		}

		@Override
		public void setLoginTimeout(int seconds) {
			this.loginTimeout = seconds;
		}

		@Override
		public int getLoginTimeout() {
			return this.loginTimeout;
		}

	}

}

package io.github.connectionpool.internal.product;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

/**
 * Opens connections by what a pool gives to the driver.
 */
final class DriverConnections {

	private DriverConnections() {
	}

	/** Null if the pool has no URL, and so a data source of its own to connect by. */
	static @Nullable Connection open(@Nullable String url, @Nullable String user, @Nullable String password,
			@Nullable Map<Object, Object> driverProperties, List<String> initSqls, Properties limits)
			throws SQLException {
		if (url == null) {
			return null;
		}
		Properties properties = new Properties();
		if (driverProperties != null) {
			properties.putAll(driverProperties);
		}
		if (user != null) {
			properties.setProperty("user", user);
		}
		if (password != null) {
			properties.setProperty("password", password);
		}
		properties.putAll(limits);
		Connection connection = DriverManager.getConnection(url, properties);
		try {
			initialize(connection, initSqls);
			return connection;
		}
		catch (Throwable ex) {
			connection.close();
			throw ex;
		}
	}

	/** Or the session would not be like the pool's. */
	private static void initialize(Connection connection, List<String> initSqls) throws SQLException {
		for (String sql : initSqls) {
			try (Statement statement = connection.createStatement()) {
				statement.execute(sql);
			}
		}
	}

	/** None, if it is null. */
	static List<String> listOf(@Nullable String initSql) {
		return (initSql != null) ? List.of(initSql) : List.of();
	}

}

package io.github.connectionpool.pool;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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
			@Nullable Map<Object, Object> driverProperties, Properties limits) throws SQLException {
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
		return DriverManager.getConnection(url, properties);
	}

}

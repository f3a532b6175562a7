package io.github.connectionpool.internal.pool;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

/**
 * Opens connections by what a pool gives to the driver. Stateless.
 */
public final class DriverConnections {

	private DriverConnections() {
	}

	/**
	 * Opens a connection in the way of a pool.
	 * @param url the JDBC URL, null if the pool has a data source of its own to connect
	 * by
	 * @param user the user, null if the URL or the properties have it
	 * @param password the password, null if the URL or the properties have it
	 * @param driverProperties other properties of the driver, null if there are none
	 * @param initSqls statements that the pool runs on each new connection
	 * @param limits properties of the driver that win over those of the pool
	 * @return the connection, to be closed by the caller; null without a URL
	 * @throws SQLException if the server cannot be reached or refuses
	 */
	public static @Nullable Connection open(@Nullable String url, @Nullable String user, @Nullable String password,
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

	/**
	 * One statement as a list.
	 * @param initSql the statement, null if there is none
	 * @return a list of none or one
	 */
	public static List<String> listOf(@Nullable String initSql) {
		return (initSql != null) ? List.of(initSql) : List.of();
	}

}

package io.github.connectionpool.evaluation.detector;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Knows which pool a connection of the driver belongs to, for the detectors that name the
 * connection and not the pool. Thread-safe.
 */
final class DriverConnections {

	private static final Pattern NAME = Pattern.compile("org\\.postgresql\\.jdbc\\.PgConnection@[0-9a-f]+");

	private final Map<String, String> pools = new ConcurrentHashMap<>();

	DataSource of(String pool, DataSource driver) {
		return new DelegatingDataSource(driver) {

			@Override
			public Connection getConnection() throws SQLException {
				return note(super.getConnection());
			}

			@Override
			public Connection getConnection(String username, String password) throws SQLException {
				return note(super.getConnection());
			}

			private Connection note(Connection connection) {
				DriverConnections.this.pools.put(connection.toString(), pool);
				return connection;
			}

		};
	}

	/**
	 * The pool of the connection that a text names.
	 * @param text what a detector has said
	 * @return null if it names none
	 */
	@Nullable String pool(String text) {
		Matcher name = NAME.matcher(text);
		return name.find() ? this.pools.get(name.group()) : null;
	}

}

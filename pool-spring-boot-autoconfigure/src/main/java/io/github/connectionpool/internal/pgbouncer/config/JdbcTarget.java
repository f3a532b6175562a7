package io.github.connectionpool.internal.pgbouncer.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.sql.JdbcHost;
import io.github.connectionpool.internal.sql.JdbcUrl;

/**
 * Where a JDBC URL of PostgreSQL leads. Immutable.
 *
 * @param host name or address of the first host, without brackets
 * @param port its port
 * @param database name of the database
 */
public record JdbcTarget(String host, int port, String database) {

	private static final int DEFAULT_PORT = 5432;

	private static final int MAX_PORT = 65_535;

	/** PostgreSQL cuts longer names. */
	private static final int LONGEST_NAME = 63;

	private static final int LONGEST_HOST = 253;

	/**
	 * Create it from its parts.
	 * @throws IllegalArgumentException if a part is empty or too long or has control
	 * characters, which no configuration file can hold, or if the port is none
	 */
	public JdbcTarget {
		IniText.check("host", host, LONGEST_HOST);
		IniText.check("database", database, LONGEST_NAME);
		if (port < 1 || port > MAX_PORT) {
			throw new IllegalArgumentException("'port' must be from 1 to " + MAX_PORT + ", but is " + port);
		}
	}

	/**
	 * Read a URL.
	 * @param jdbcUrl the URL, null if it is not known
	 * @return null if it is no URL of PostgreSQL with a host and a database, or if a
	 * configuration file cannot hold one of them
	 */
	public static @Nullable JdbcTarget of(@Nullable String jdbcUrl) {
		JdbcUrl url = JdbcUrl.of(jdbcUrl);
		JdbcHost host = url.host();
		String database = url.database();
		if (!url.isPostgres() || host == null || database == null) {
			return null;
		}
		try {
			return new JdbcTarget(host.name().isEmpty() ? "localhost" : host.name(),
					(host.port() != null) ? host.port() : DEFAULT_PORT,
					URLDecoder.decode(database, StandardCharsets.UTF_8));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}

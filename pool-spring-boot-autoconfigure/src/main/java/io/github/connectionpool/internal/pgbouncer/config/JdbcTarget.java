package io.github.connectionpool.internal.pgbouncer.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Where a JDBC URL of PostgreSQL leads. Immutable.
 *
 * @param host name or address of the first host, without brackets
 * @param port its port
 * @param database name of the database
 */
public record JdbcTarget(String host, int port, String database) {

	private static final String PREFIX = "postgresql://";

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
	 * Whether a URL is one of PostgreSQL.
	 * @param jdbcUrl the URL, also with a driver in between as
	 * {@code jdbc:p6spy:postgresql:}
	 * @return whether PgBouncer could be at its end
	 */
	public static boolean isPostgres(String jdbcUrl) {
		return jdbcUrl.contains(":postgresql:");
	}

	/**
	 * Read a URL.
	 * @param jdbcUrl the URL, null if it is not known
	 * @return null if it is no URL of PostgreSQL with a host and a database, or has what
	 * no configuration file can hold
	 */
	public static @Nullable JdbcTarget of(@Nullable String jdbcUrl) {
		int start = (jdbcUrl != null) ? jdbcUrl.indexOf(PREFIX) : -1;
		if (jdbcUrl == null || start < 0) {
			return null;
		}
		int query = jdbcUrl.indexOf('?');
		String place = jdbcUrl.substring(start + PREFIX.length(),
				(query > start + PREFIX.length()) ? query : jdbcUrl.length());
		int slash = place.indexOf('/');
		if (slash < 0 || place.indexOf('@') >= 0) {
			// the driver knows no user before the host, and a password must not be shown
			return null;
		}
		int comma = place.indexOf(',');
		String address = place.substring(0, (comma >= 0 && comma < slash) ? comma : slash);
		int colon = address.lastIndexOf(':');
		boolean hasPort = colon > address.lastIndexOf(']');
		try {
			String host = hasPort ? address.substring(0, colon) : address;
			return new JdbcTarget(withoutBrackets(host.isEmpty() ? "localhost" : host),
					hasPort ? Integer.parseInt(address.substring(colon + 1)) : DEFAULT_PORT,
					URLDecoder.decode(place.substring(slash + 1), StandardCharsets.UTF_8));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static String withoutBrackets(String host) {
		return (host.startsWith("[") && host.endsWith("]")) ? host.substring(1, host.length() - 1) : host;
	}

}

package io.github.connectionpool.internal.timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The timeouts of a JDBC driver, as its URL and its properties set them, else its
 * defaults. They are those of the drivers' documentation: pgjdbc takes seconds, MySQL
 * Connector/J and MariaDB Connector/J milliseconds. Immutable.
 *
 * @param driver whose they are
 * @param timeouts each with the driver's own name for it
 */
public record DriverTimeouts(Driver driver, List<Timeout> timeouts) {

	/** How long the driver tries to connect to one host. */
	public static final String CONNECT = "connectTimeout";

	/** How long the driver waits for the network while something is in flight. */
	public static final String SOCKET = "socketTimeout";

	/** A driver whose timeouts are known. */
	public enum Driver {

		/** The PostgreSQL JDBC driver. */
		POSTGRESQL(1000,
				List.of(new Default(CONNECT, 10), new Default(SOCKET, 0), new Default("loginTimeout", 0),
						new Default("cancelSignalTimeout", 10))),

		/** MySQL Connector/J. */
		MYSQL(1, List.of(new Default(CONNECT, 0), new Default(SOCKET, 0))),

		/** MariaDB Connector/J. */
		MARIADB(1, List.of(new Default(CONNECT, 30_000), new Default(SOCKET, 0)));

		private final long millis;

		@SuppressWarnings("ImmutableEnumChecker") // made by List.of
		private final List<Default> defaults;

		Driver(long millis, List<Default> defaults) {
			this.millis = millis;
			this.defaults = defaults;
		}

		/**
		 * A time in the driver's unit, rounded down, at least 1.
		 * @param value above zero
		 * @return the number that its properties take
		 */
		public long units(Duration value) {
			return Math.max(1, value.toMillis() / this.millis);
		}

	}

	private record Default(String name, long units) {

	}

	/**
	 * Read the timeouts of the driver that a URL is for.
	 * @param jdbcUrl the URL, however odd; null if it is not known
	 * @param properties what the driver is given beside it
	 * @return the timeouts, null if the driver is none of those known
	 */
	public static @Nullable DriverTimeouts of(@Nullable String jdbcUrl, Map<String, String> properties) {
		JdbcUrl url = JdbcUrl.parse(jdbcUrl);
		if (url == null) {
			return null;
		}
		List<Timeout> timeouts = new ArrayList<>();
		for (Default timeout : url.driver().defaults) {
			timeouts.add(timeout(url, timeout, properties));
		}
		return new DriverTimeouts(url.driver(), List.copyOf(timeouts));
	}

	/**
	 * One timeout.
	 * @param name the driver's name for it
	 * @return the timeout, null if the driver has none of that name
	 */
	public @Nullable Timeout get(String name) {
		return this.timeouts.stream().filter((timeout) -> timeout.name().equals(name)).findFirst().orElse(null);
	}

	/**
	 * Whether somebody has given the driver a timeout, be it its default.
	 * @param jdbcUrl the URL, however odd
	 * @param properties what the driver is given beside it
	 * @param name the driver's name for it
	 * @return whether it is in the URL or among the properties
	 */
	public static boolean isSet(String jdbcUrl, Map<String, String> properties, String name) {
		JdbcUrl url = JdbcUrl.parse(jdbcUrl);
		return url != null && url.value(name, properties) != null;
	}

	private static Timeout timeout(JdbcUrl url, Default known, Map<String, String> properties) {
		Long set = number(url.value(known.name(), properties));
		long units = (set != null) ? set : known.units();
		Timeout.Source source = Timeout.Source.SET;
		if (units == known.units()) {
			source = (units == 0) ? Timeout.Source.NOT_SET : Timeout.Source.DEFAULT;
		}
		return new Timeout(known.name(), Timeout.Layer.DRIVER, Duration.ofMillis(units * url.driver().millis), source,
				null);
	}

	/** Null for what the driver would refuse. */
	private static @Nullable Long number(@Nullable String text) {
		try {
			// all of them are ints
			return (text != null) ? Long.valueOf(Math.max(0, Integer.parseInt(text.trim()))) : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

}

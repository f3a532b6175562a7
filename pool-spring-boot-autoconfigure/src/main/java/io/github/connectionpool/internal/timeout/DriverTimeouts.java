package io.github.connectionpool.internal.timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.sql.JdbcDriver;
import io.github.connectionpool.internal.sql.JdbcUrl;

/**
 * The timeouts of a JDBC driver, as its URL and its properties set them, else its
 * defaults. They are those of the drivers' documentation: pgjdbc takes seconds, MySQL
 * Connector/J and MariaDB Connector/J milliseconds. Immutable.
 *
 * @param driver whose they are
 * @param timeouts each with the driver's own name for it
 */
public record DriverTimeouts(JdbcDriver driver, List<Timeout> timeouts) {

	/** How long the driver tries to connect to one host. */
	public static final String CONNECT = "connectTimeout";

	/** How long the driver waits for the network while something is in flight. */
	public static final String SOCKET = "socketTimeout";

	private static final Map<JdbcDriver, List<Default>> DEFAULTS = Map.of(JdbcDriver.POSTGRESQL,
			List.of(new Default(CONNECT, 10), new Default(SOCKET, 0), new Default("loginTimeout", 0),
					new Default("cancelSignalTimeout", 10)),
			JdbcDriver.MYSQL, List.of(new Default(CONNECT, 0), new Default(SOCKET, 0)), JdbcDriver.MARIADB,
			List.of(new Default(CONNECT, 30_000), new Default(SOCKET, 0)));

	private record Default(String name, long units) {

	}

	/**
	 * Read the timeouts of the driver that a URL is for.
	 * @param jdbcUrl the URL, however odd; null if it is not known
	 * @param properties what the driver is given beside it
	 * @return the timeouts, null if the driver is none of those known
	 */
	public static @Nullable DriverTimeouts of(@Nullable String jdbcUrl, Map<String, String> properties) {
		JdbcUrl url = JdbcUrl.of(jdbcUrl);
		JdbcDriver driver = url.driver();
		if (driver == null) {
			return null;
		}
		List<Timeout> timeouts = new ArrayList<>();
		for (Default timeout : Objects.requireNonNull(DEFAULTS.get(driver))) {
			timeouts.add(timeout(driver, timeout, url.parameter(timeout.name(), properties)));
		}
		return new DriverTimeouts(driver, List.copyOf(timeouts));
	}

	/**
	 * Whether the driver was given a timeout, be it its default.
	 * @param jdbcUrl the URL, however odd
	 * @param properties what the driver is given beside it
	 * @param name the driver's name for it
	 * @return whether it is in the URL or among the properties
	 */
	public static boolean isSet(String jdbcUrl, Map<String, String> properties, String name) {
		return JdbcUrl.of(jdbcUrl).parameter(name, properties) != null;
	}

	private static Timeout timeout(JdbcDriver driver, Default known, @Nullable String value) {
		Long set = number(value);
		long units = (set != null) ? set : known.units();
		Timeout.Source source = Timeout.Source.SET;
		if (units == known.units()) {
			source = (units == 0) ? Timeout.Source.NOT_SET : Timeout.Source.DEFAULT;
		}
		return new Timeout(known.name(), Timeout.Layer.DRIVER, driver.time(units), source, null);
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

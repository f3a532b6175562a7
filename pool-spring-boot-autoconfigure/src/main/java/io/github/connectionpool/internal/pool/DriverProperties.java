package io.github.connectionpool.internal.pool;

import java.sql.Connection;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Translates the products' JDBC settings into the texts that are shown. Stateless.
 */
public final class DriverProperties {

	/** In whatever a driver calls it: sslpassword, trustStorePassword, accessToken. */
	private static final Pattern SECRET = Pattern.compile("pass|pwd|secret|token|credential|key");

	private DriverProperties() {
	}

	/**
	 * What may be shown of a driver's properties.
	 * @param properties the properties, null if there are none
	 * @return names and values in the order of names, without probable secrets
	 */
	public static Map<String, String> withoutSecrets(@Nullable Properties properties) {
		Map<String, String> told = new TreeMap<>();
		if (properties != null) {
			// a copy is taken at once: the properties are a hash table that others may
			// change
			((Properties) properties.clone()).forEach((name, value) -> {
				if (!SECRET.matcher(name.toString().toLowerCase(Locale.ROOT)).find()) {
					told.put(name.toString(), value.toString());
				}
			});
		}
		return told;
	}

	/**
	 * The URL of a driver's data source.
	 * @param properties the properties of that data source
	 * @return the URL, null if it has none
	 */
	public static @Nullable String url(Properties properties) {
		String url = properties.getProperty("url");
		return (url != null) ? url : properties.getProperty("URL");
	}

	/**
	 * The name of an isolation.
	 * @param level a constant of {@link Connection}
	 * @return the constant's name, null if it is unknown
	 */
	public static @Nullable String isolation(int level) {
		return switch (level) {
			case Connection.TRANSACTION_NONE -> "TRANSACTION_NONE";
			case Connection.TRANSACTION_READ_UNCOMMITTED -> "TRANSACTION_READ_UNCOMMITTED";
			case Connection.TRANSACTION_READ_COMMITTED -> "TRANSACTION_READ_COMMITTED";
			case Connection.TRANSACTION_REPEATABLE_READ -> "TRANSACTION_REPEATABLE_READ";
			case Connection.TRANSACTION_SERIALIZABLE -> "TRANSACTION_SERIALIZABLE";
			default -> null;
		};
	}

	/**
	 * A limit in time.
	 * @param millis milliseconds; no limit if it is not above zero
	 * @return zero if there is no limit
	 */
	public static Duration limit(long millis) {
		return (millis > 0) ? Duration.ofMillis(millis) : Duration.ZERO;
	}

}

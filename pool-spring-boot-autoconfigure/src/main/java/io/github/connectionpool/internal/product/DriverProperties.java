package io.github.connectionpool.internal.product;

import java.sql.Connection;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Translates the products' JDBC settings into the texts that are shown.
 */
final class DriverProperties {

	/** In whatever a driver calls it: sslpassword, trustStorePassword, accessToken. */
	private static final Pattern SECRET = Pattern.compile("pass|pwd|secret|token|credential|key");

	private DriverProperties() {
	}

	/** Names and values in the order of names, without probable secrets. */
	static Map<String, String> withoutSecrets(@Nullable Properties properties) {
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

	/** The URL of a driver's data source, null if it has none. */
	static @Nullable String url(Properties properties) {
		String url = properties.getProperty("url");
		return (url != null) ? url : properties.getProperty("URL");
	}

	/** The constant's name, null for an unknown isolation. */
	static @Nullable String isolation(int level) {
		return switch (level) {
			case Connection.TRANSACTION_NONE -> "TRANSACTION_NONE";
			case Connection.TRANSACTION_READ_UNCOMMITTED -> "TRANSACTION_READ_UNCOMMITTED";
			case Connection.TRANSACTION_READ_COMMITTED -> "TRANSACTION_READ_COMMITTED";
			case Connection.TRANSACTION_REPEATABLE_READ -> "TRANSACTION_REPEATABLE_READ";
			case Connection.TRANSACTION_SERIALIZABLE -> "TRANSACTION_SERIALIZABLE";
			default -> null;
		};
	}

	/** A value that is not above zero is no limit. */
	static Duration limit(long millis) {
		return (millis > 0) ? Duration.ofMillis(millis) : Duration.ZERO;
	}

}

package io.github.connectionpool.internal.pgbouncer.hazard;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the PostgreSQL driver is told, as far as it matters for prepared statements; what
 * is in the URL wins, as with the driver. Immutable.
 *
 * @param prepareThreshold from which execution on a statement is prepared on the server,
 * as it is configured; null for the default
 * @param simple whether the driver never prepares, since it uses the simple protocol
 */
record DriverSettings(@Nullable String prepareThreshold, boolean simple) {

	static final int DEFAULT_THRESHOLD = 5;

	static DriverSettings of(@Nullable String jdbcUrl, Map<String, String> properties) {
		Map<String, String> all = new HashMap<>(properties);
		int query = (jdbcUrl != null) ? jdbcUrl.indexOf('?') : -1;
		if (jdbcUrl != null && query >= 0) {
			for (String parameter : jdbcUrl.substring(query + 1).split("&", -1)) {
				int equals = parameter.indexOf('=');
				if (equals > 0) {
					all.put(parameter.substring(0, equals), decoded(parameter.substring(equals + 1)));
				}
			}
		}
		return new DriverSettings(all.get("prepareThreshold"), "simple".equals(all.get("preferQueryMode")));
	}

	private static String decoded(String value) {
		try {
			return URLDecoder.decode(value, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			// the driver refuses it; nothing is prepared
			return value;
		}
	}

	/** Whether statements are prepared on the server, sooner or later. */
	boolean prepares() {
		return !this.simple && threshold() != 0;
	}

	private int threshold() {
		try {
			return (this.prepareThreshold != null) ? Integer.parseInt(this.prepareThreshold.trim()) : DEFAULT_THRESHOLD;
		}
		catch (NumberFormatException ex) {
			return DEFAULT_THRESHOLD;
		}
	}

	/** The setting for a report. */
	String words() {
		int threshold = threshold();
		return "prepareThreshold=" + threshold + ((this.prepareThreshold == null) ? ", the default" : "");
	}

}

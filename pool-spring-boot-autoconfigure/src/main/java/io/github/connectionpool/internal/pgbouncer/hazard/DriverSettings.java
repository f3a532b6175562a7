package io.github.connectionpool.internal.pgbouncer.hazard;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.sql.JdbcUrl;

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
		JdbcUrl url = JdbcUrl.of(jdbcUrl);
		return new DriverSettings(url.parameter("prepareThreshold", properties),
				"simple".equals(url.parameter("preferQueryMode", properties)));
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

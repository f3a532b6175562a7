package io.github.connectionpool.internal.pgbouncer.hazard;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.sql.JdbcUrl;

/**
 * The settings of the PostgreSQL driver for prepared statements. A parameter of the URL
 * wins over a property, as with the driver. Immutable.
 *
 * @param prepareThreshold the configured number of executions from which on a statement
 * is prepared on the server; null for the default
 * @param unprepared whether the driver uses the simple protocol and never prepares, or is
 * another one whose settings are not known
 */
record DriverSettings(@Nullable String prepareThreshold, boolean unprepared) {

	static final int DEFAULT_THRESHOLD = 5;

	static DriverSettings of(@Nullable String jdbcUrl, Map<String, String> properties) {
		JdbcUrl url = JdbcUrl.of(jdbcUrl);
		boolean other = url.isPostgres() && url.driver() == null;
		return new DriverSettings(url.parameter("prepareThreshold", properties),
				other || "simple".equals(url.parameter("preferQueryMode", properties)));
	}

	/** Whether statements are prepared on the server, sooner or later. */
	boolean prepares() {
		return !this.unprepared && threshold() != 0;
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

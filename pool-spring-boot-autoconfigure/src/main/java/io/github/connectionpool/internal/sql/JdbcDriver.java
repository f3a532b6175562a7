package io.github.connectionpool.internal.sql;

import java.time.Duration;

/**
 * A JDBC driver whose properties are known.
 */
public enum JdbcDriver {

	/** The PostgreSQL JDBC driver. It takes seconds. */
	POSTGRESQL(1000),

	/** MySQL Connector/J. It takes milliseconds. */
	MYSQL(1),

	/** MariaDB Connector/J. It takes milliseconds. */
	MARIADB(1);

	private final long millis;

	JdbcDriver(long millis) {
		this.millis = millis;
	}

	/**
	 * A time in the unit of the driver's properties, rounded down, at least 1.
	 * @param value above zero
	 * @return the number that the properties take
	 */
	public long units(Duration value) {
		return Math.max(1, value.toMillis() / this.millis);
	}

	/**
	 * The time that a number in a property stands for.
	 * @param units the number, from zero to the largest {@code int}
	 * @return the time
	 */
	public Duration time(long units) {
		return Duration.ofMillis(units * this.millis);
	}

	/** Whether names of properties with other upper and lower case are other names. */
	boolean isCaseSensitive() {
		return this == POSTGRESQL;
	}

	/** Whether a property wins over a parameter of the URL. */
	boolean prefersProperties() {
		return this == MYSQL;
	}

}

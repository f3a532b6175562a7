package io.github.connectionpool.internal.timeout;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What the products call their timeouts, in which unit they take them, and what they
 * start with.
 */
enum PoolPropertyNames {

	/** HikariCP. */
	HIKARI("com.zaxxer.hikari.",
			Map.of(Kind.CONNECTION, millis("connection-timeout", 30_000), Kind.VALIDATION,
					millis("validation-timeout", 5_000), Kind.IDLE, millis("idle-timeout", 600_000), Kind.MAX_LIFETIME,
					millis("max-lifetime", 1_800_000), Kind.KEEPALIVE, millis("keepalive-time", 120_000)),
			"data-source-properties.%s=%s"),

	/** Tomcat JDBC. */
	TOMCAT("org.apache.tomcat.jdbc.pool.",
			Map.of(Kind.CONNECTION, millis("max-wait", 30_000), Kind.VALIDATION, seconds("validation-query-timeout"),
					Kind.IDLE, millis("min-evictable-idle-time-millis", 60_000), Kind.MAX_LIFETIME,
					millis("max-age", 0), Kind.KEEPALIVE, millis("keepalive-time", 0)),
			"connection-properties=%s=%s"),

	/** Commons DBCP 2. */
	DBCP2("org.apache.commons.dbcp2.",
			Map.of(Kind.CONNECTION, millis("max-wait-millis", 0), Kind.VALIDATION, seconds("validation-query-timeout"),
					Kind.IDLE, millis("min-evictable-idle-time-millis", 0), Kind.MAX_LIFETIME,
					millis("max-conn-lifetime-millis", 0), Kind.KEEPALIVE, millis("keepalive-time", 0)),
			"connection-properties=%s=%s"),

	/** Any other, called as the field calls it. */
	OTHER("", HIKARI.terms, "");

	/** The timeouts of a pool. */
	enum Kind {

		CONNECTION, VALIDATION, IDLE, MAX_LIFETIME, KEEPALIVE

	}

	private final String packagePrefix;

	@SuppressWarnings("ImmutableEnumChecker") // made by Map.of
	private final Map<Kind, Term> terms;

	private final String driverProperty;

	PoolPropertyNames(String packagePrefix, Map<Kind, Term> terms, String driverProperty) {
		this.packagePrefix = packagePrefix;
		this.terms = terms;
		this.driverProperty = driverProperty;
	}

	static PoolPropertyNames of(@Nullable String type) {
		for (PoolPropertyNames terms : values()) {
			if (type != null && type.startsWith(terms.packagePrefix)) {
				return terms;
			}
		}
		return OTHER;
	}

	/** The property below the prefix. */
	String property(Kind kind) {
		return term(kind).property();
	}

	/** What the product starts with, zero if that is no limit. */
	Duration defaultOf(Kind kind) {
		return Duration.ofMillis(term(kind).defaultMillis());
	}

	/** The value as the property takes it. */
	String value(Kind kind, Duration value) {
		return String.valueOf(term(kind).inSeconds() ? Durations.seconds(value) : value.toMillis());
	}

	/** How the driver is given a property; null if that is not known. */
	@Nullable String driverProperty(String name, long value) {
		return this.driverProperty.isEmpty() ? null : String.format(this.driverProperty, name, value);
	}

	private Term term(Kind kind) {
		return Objects.requireNonNull(this.terms.get(kind));
	}

	private static Term millis(String property, long defaultMillis) {
		return new Term(property, defaultMillis, false);
	}

	private static Term seconds(String property) {
		return new Term(property, 0, true);
	}

	private record Term(String property, long defaultMillis, boolean inSeconds) {

	}

}

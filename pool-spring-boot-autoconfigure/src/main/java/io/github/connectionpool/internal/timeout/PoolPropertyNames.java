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

	/** Agroal, as its Spring Boot starter calls them. */
	AGROAL("io.agroal.",
			Map.of(Kind.CONNECTION, millis("acquisition-timeout", 0), Kind.VALIDATION,
					seconds("idle-validation-timeout"), Kind.IDLE, millis("reap-timeout", 0), Kind.MAX_LIFETIME,
					millis("max-lifetime", 0), Kind.KEEPALIVE, millis("validation-timeout", 0)),
			""),
	/** c3p0. */
	C3P0("com.mchange.",
			Map.of(Kind.CONNECTION, millis("checkout-timeout", 0), Kind.VALIDATION,
					seconds("connection-is-valid-timeout"), Kind.IDLE, seconds("max-idle-time"), Kind.MAX_LIFETIME,
					seconds("max-connection-age"), Kind.KEEPALIVE, seconds("idle-connection-test-period")),
			"properties.%s=%s"),
	/** Alibaba Druid. */
	DRUID("com.alibaba.druid.",
			Map.of(Kind.CONNECTION, millis("max-wait", 0), Kind.VALIDATION, seconds("validation-query-timeout"),
					Kind.IDLE, millis("min-evictable-idle-time-millis", 1_800_000), Kind.MAX_LIFETIME,
					millis("phy-timeout-millis", 0), Kind.KEEPALIVE, millis("keep-alive-between-time-millis", 0)),
			"connection-properties=%s=%s"),
	/** Oracle UCP. */
	UCP("oracle.ucp.",
			Map.of(Kind.CONNECTION, millis("connection-wait-duration", 3_000), Kind.VALIDATION,
					seconds("connection-validation-timeout"), Kind.IDLE, seconds("inactive-connection-timeout"),
					Kind.MAX_LIFETIME, seconds("max-connection-reuse-time"), Kind.KEEPALIVE, seconds("keepalive-time")),
			""),
	/** Vibur, which ends no connection for its age. */
	VIBUR("org.vibur.",
			Map.of(Kind.CONNECTION, millis("connection-timeout-in-ms", 15_000), Kind.VALIDATION,
					seconds("validate-timeout-in-seconds"), Kind.IDLE, seconds("reducer-time-interval-in-seconds"),
					Kind.MAX_LIFETIME, millis("max-lifetime", 0), Kind.KEEPALIVE, millis("keepalive-time", 0)),
			"driver-properties.%s=%s"),
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

package io.github.connectionpool.internal.timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pool.PoolSettings;
import io.github.connectionpool.internal.sql.JdbcUrl;
import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.internal.timeout.PoolPropertyNames.Kind;
import io.github.connectionpool.internal.timeout.Timeout.Layer;
import io.github.connectionpool.internal.timeout.Timeout.Source;

/**
 * The timeouts that some facts amount to, to be looked up by what they are. Immutable.
 */
final class EffectiveTimeouts {

	static final String QUERY = "spring.jdbc.template.query-timeout";

	static final String TRANSACTION = "spring.transaction.default-timeout";

	/** What the servers call the limit of a statement: PostgreSQL, MySQL, MariaDB. */
	static final List<String> STATEMENT = List.of("statement_timeout", "max_execution_time", "max_statement_time");

	/** What PgBouncer starts with, in seconds. */
	private static final Map<String, Integer> PGBOUNCER = Map.of("query_wait_timeout", 120, "query_timeout", 0,
			"server_connect_timeout", 15, "server_idle_timeout", 600, "server_lifetime", 3600, "client_idle_timeout", 0,
			"idle_transaction_timeout", 0);

	/**
	 * Of the servers' timeouts those that end what an application does, and their
	 * defaults.
	 */
	private static final Map<String, Duration> SERVER = Map.of("wait_timeout", Duration.ofHours(8), "statement_timeout",
			Duration.ZERO, "idle_in_transaction_session_timeout", Duration.ZERO, "idle_session_timeout", Duration.ZERO,
			"lock_timeout", Duration.ZERO, "transaction_timeout", Duration.ZERO, "max_execution_time", Duration.ZERO,
			"max_statement_time", Duration.ZERO, "idle_transaction_timeout", Duration.ZERO);

	private final PoolPropertyNames terms;

	private final @Nullable String prefix;

	private final @Nullable DriverTimeouts driver;

	private final boolean embedded;

	private final List<Timeout> all = new ArrayList<>();

	EffectiveTimeouts(TimeoutFacts facts) {
		this.terms = PoolPropertyNames.of(facts.poolType());
		this.prefix = facts.prefix();
		this.embedded = JdbcUrl.of(facts.jdbcUrl()).isEmbedded();
		PoolSettings pool = facts.pool();
		addPool(Kind.CONNECTION, pool.connectionTimeout(), null);
		addPool(Kind.VALIDATION, pool.validationTimeout(), null);
		addPool(Kind.IDLE, pool.idleTimeout(),
				facts.fixedSize() ? "has no effect: the pool keeps all its connections" : null);
		addPool(Kind.MAX_LIFETIME, pool.maxLifetime(), null);
		addPool(Kind.KEEPALIVE, pool.keepaliveTime(), null);
		this.driver = DriverTimeouts.of(facts.jdbcUrl(), pool.driverProperties());
		if (this.driver != null) {
			this.all.addAll(this.driver.timeouts());
		}
		addSpring(QUERY, facts.queryTimeout());
		addSpring(TRANSACTION, facts.transactionTimeout());
		facts.server().forEach(this::addServer);
		Map<String, String> config = facts.pgbouncer();
		if (config != null) {
			PGBOUNCER.forEach((name, seconds) -> addPgBouncer(name, config.get(name), seconds));
		}
	}

	/** Whether the database runs within the application. */
	boolean isEmbedded() {
		return this.embedded;
	}

	private void addPool(Kind kind, @Nullable Duration told, @Nullable String note) {
		if (told != null) {
			Duration value = Durations.bounded(told);
			this.all
				.add(new Timeout(property(kind), Layer.POOL, value, source(value, this.terms.defaultOf(kind)), note));
		}
	}

	private void addSpring(String property, @Nullable Duration value) {
		this.all.add((value != null) ? new Timeout(property, Layer.SPRING, Durations.bounded(value), Source.SET, null)
				: new Timeout(property, Layer.SPRING, Duration.ZERO, Source.NOT_SET, null));
	}

	private void addServer(String name, Duration told) {
		Duration defaultValue = SERVER.get(name.toLowerCase(Locale.ROOT));
		if (defaultValue != null) {
			Duration value = Durations.bounded(told);
			this.all.add(new Timeout(name, Layer.SERVER, value, source(value, defaultValue), null));
		}
	}

	private void addPgBouncer(String name, @Nullable String told, int defaultSeconds) {
		Duration value = seconds(told);
		if (value != null) {
			this.all.add(
					new Timeout(name, Layer.PGBOUNCER, value, source(value, Duration.ofSeconds(defaultSeconds)), null));
		}
	}

	/** Null for text that is no number of seconds. */
	private static @Nullable Duration seconds(@Nullable String text) {
		try {
			double seconds = (text != null) ? Double.parseDouble(text.trim()) : Double.NaN;
			return (seconds >= 0 && seconds < Integer.MAX_VALUE) ? Duration.ofMillis(Math.round(seconds * 1000)) : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private static Source source(Duration value, Duration defaultValue) {
		if (!value.equals(defaultValue)) {
			return Source.SET;
		}
		return value.isZero() ? Source.NOT_SET : Source.DEFAULT;
	}

	List<Timeout> all() {
		return this.all;
	}

	PoolPropertyNames terms() {
		return this.terms;
	}

	/** A timeout of the pool, null if it is not known. */
	@Nullable Timeout pool(Kind kind) {
		return find(Layer.POOL, property(kind));
	}

	/** A timeout of the driver, null if the driver is not known. */
	@Nullable Timeout driver(String name) {
		return find(Layer.DRIVER, name);
	}

	/** One of Spring's. */
	Timeout spring(String property) {
		return Objects.requireNonNull(find(Layer.SPRING, property));
	}

	/** A setting of the server, null if it is not known. */
	@Nullable Timeout server(String name) {
		return find(Layer.SERVER, name);
	}

	/** A setting of PgBouncer, null if there is none, or it is not known. */
	@Nullable Timeout pgbouncer(String name) {
		return find(Layer.PGBOUNCER, name);
	}

	private @Nullable Timeout find(Layer layer, String name) {
		return this.all.stream()
			.filter((timeout) -> timeout.layer() == layer && timeout.name().equals(name))
			.findFirst()
			.orElse(null);
	}

	/** The server's own name for its limit of a statement, null if it is not known. */
	@Nullable Timeout statement() {
		return STATEMENT.stream().map(this::server).filter(Objects::nonNull).findFirst().orElse(null);
	}

	/**
	 * The timeout that ends a query first, in some case at least; null if there is none.
	 */
	@Nullable Timeout shortestQuery() {
		return shortest(Stream.of(statement(), pgbouncer("query_timeout"), spring(QUERY), spring(TRANSACTION)));
	}

	/**
	 * Until when a query may be healthy, null if for ever: what the server lets it run;
	 * failing that, what Spring does.
	 */
	@Nullable Timeout longestQuery() {
		Timeout server = shortest(Stream.of(statement(), pgbouncer("query_timeout")));
		if (server != null) {
			return server;
		}
		Timeout query = spring(QUERY);
		Timeout transaction = spring(TRANSACTION);
		// in a transaction with a limit, that is what a query may take
		return Stream.of(query, transaction)
			.filter((timeout) -> !timeout.isUnlimited())
			.max(Timeout.FASTEST_FIRST)
			.orElse(null);
	}

	static @Nullable Timeout shortest(Stream<@Nullable Timeout> timeouts) {
		return timeouts.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.filter((timeout) -> !timeout.isUnlimited())
			.min(Timeout.FASTEST_FIRST)
			.orElse(null);
	}

	/** The whole property of a timeout of the pool. */
	String property(Kind kind) {
		return prefixed(this.terms.property(kind));
	}

	/** What to write to set a timeout of the pool. */
	String set(Kind kind, Duration value) {
		return "Set " + property(kind) + "=" + this.terms.value(kind, value) + " (" + DurationText.exact(value) + ").";
	}

	/** What to write to set a timeout of the driver, which is known. */
	String setDriver(String name, Duration value) {
		long units = Objects.requireNonNull(this.driver).driver().units(value);
		String property = this.terms.driverProperty(name, units);
		return "Add " + name + "=" + units + " (" + DurationText.exact(value) + ") to the JDBC URL"
				+ ((property != null) ? ", or set " + prefixed(property) + "." : ".");
	}

	private String prefixed(String property) {
		return (this.prefix != null) ? this.prefix + "." + property : property;
	}

}

package io.github.connectionpool.internal.timeout;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pool.PoolSettings;

/**
 * A HikariCP pool on PostgreSQL as a test configures it: all that is not touched is in
 * order.
 */
final class Configured {

	static final String TYPE = "com.zaxxer.hikari.HikariDataSource";

	private final Map<String, Duration> server = new TreeMap<>();

	private @Nullable Map<String, String> pgbouncer;

	private String type = TYPE;

	private String url = "jdbc:postgresql://db/shop?socketTimeout=300";

	private @Nullable Duration connection = Duration.ofSeconds(10);

	private @Nullable Duration validation = Duration.ofSeconds(5);

	private @Nullable Duration idle = Duration.ofMinutes(10);

	private @Nullable Duration lifetime = Duration.ofMinutes(30);

	private @Nullable Duration keepalive = Duration.ofMinutes(2);

	private boolean fixedSize;

	private @Nullable Duration query = Duration.ofSeconds(30);

	private @Nullable Duration transaction;

	private Configured() {
	}

	static Configured well() {
		return new Configured().server("statement_timeout", 30)
			.server("idle_in_transaction_session_timeout", 60)
			.server("idle_session_timeout", 0);
	}

	/** Spring Boot, HikariCP and PostgreSQL, and nobody has set anything. */
	static Configured notAtAll() {
		return well().url("jdbc:postgresql://db/shop")
			.connection(30)
			.fixedSize()
			.query(null)
			.server("statement_timeout", 0)
			.server("idle_in_transaction_session_timeout", 0);
	}

	Configured type(String type) {
		this.type = type;
		return this;
	}

	Configured url(String url) {
		this.url = url;
		return this;
	}

	Configured connection(int seconds) {
		this.connection = Duration.ofSeconds(seconds);
		return this;
	}

	Configured validation(int seconds) {
		this.validation = Duration.ofSeconds(seconds);
		return this;
	}

	Configured idle(int seconds) {
		this.idle = Duration.ofSeconds(seconds);
		return this;
	}

	Configured lifetime(int seconds) {
		this.lifetime = Duration.ofSeconds(seconds);
		return this;
	}

	Configured keepalive(int seconds) {
		this.keepalive = Duration.ofSeconds(seconds);
		return this;
	}

	Configured fixedSize() {
		this.fixedSize = true;
		return this;
	}

	Configured query(@Nullable Integer seconds) {
		this.query = (seconds != null) ? Duration.ofSeconds(seconds) : null;
		return this;
	}

	Configured transaction(int seconds) {
		this.transaction = Duration.ofSeconds(seconds);
		return this;
	}

	Configured server(String name, int seconds) {
		this.server.put(name, Duration.ofSeconds(seconds));
		return this;
	}

	Configured serverUnknown() {
		this.server.clear();
		return this;
	}

	/** Behind a PgBouncer with its defaults, but for how long its clients wait. */
	Configured behindPgBouncer() {
		return pgbouncer("query_wait_timeout", "10").pgbouncer("query_timeout", "0")
			.pgbouncer("server_connect_timeout", "15")
			.pgbouncer("server_idle_timeout", "600")
			.pgbouncer("server_lifetime", "3600")
			.pgbouncer("client_idle_timeout", "0")
			.pgbouncer("idle_transaction_timeout", "0")
			.pgbouncer("pool_mode", "transaction");
	}

	Configured pgbouncer(String key, String value) {
		Map<String, String> config = (this.pgbouncer != null) ? this.pgbouncer : new TreeMap<>();
		config.put(key, value);
		this.pgbouncer = config;
		return this;
	}

	TimeoutFacts facts() {
		PoolSettings settings = new PoolSettings(this.connection, this.validation, this.idle, this.lifetime,
				this.keepalive, null, true, null, null, null, Map.of());
		return TimeoutFacts.of(settings)
			.named(this.type, "spring.datasource.hikari")
			.fixedSize(this.fixedSize)
			.jdbcUrl(this.url)
			.spring(this.query, this.transaction)
			.server(this.server)
			.pgbouncer(this.pgbouncer)
			.build();
	}

	TimeoutHierarchy hierarchy() {
		return TimeoutHierarchy.of(facts());
	}

}

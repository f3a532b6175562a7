package io.github.connectionpool.endpoint;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.load.LoadReport;
import io.github.connectionpool.internal.pgbouncer.config.IniFacts;
import io.github.connectionpool.internal.pgbouncer.config.JdbcTarget;
import io.github.connectionpool.internal.pgbouncer.config.PgBouncerIni;
import io.github.connectionpool.internal.pgbouncer.console.ConsoleReading;
import io.github.connectionpool.internal.poll.LastReading;
import io.github.connectionpool.internal.pool.PoolSettings;
import io.github.connectionpool.internal.server.ConnectionLimit;
import io.github.connectionpool.internal.server.ServerReading;
import io.github.connectionpool.internal.sizing.CapacityPlan;
import io.github.connectionpool.internal.sql.JdbcUrl;

/**
 * The parts of a pool's answer beside its checkouts.
 */
final class PoolParts {

	private static final Duration LATEST = Duration.ofSeconds(1);

	private final MonitoredPool pool;

	private final Knowledge knowledge;

	PoolParts(MonitoredPool pool, Knowledge knowledge) {
		this.pool = pool;
		this.knowledge = knowledge;
	}

	@Nullable DatabaseView database() {
		return DatabaseView.of(this.knowledge.ends().server(this.pool), this.knowledge.ends().pooler(this.pool));
	}

	@Nullable PgBouncerView pgBouncer() {
		return PgBouncerView.of(this.knowledge.ends().console(this.pool),
				this.knowledge.ends().consolePools(this.pool));
	}

	List<TimeoutView> timeouts() {
		return this.knowledge.timeouts().of(this.pool).order().stream().map(TimeoutView::of).toList();
	}

	/** The capacity that the measured load needs, null before anything is measured. */
	@Nullable PlanView measuredPlan() {
		try {
			PlanRequest request = request(Map.of());
			return request.isAnswerable() ? request.view(isPostgres()) : null;
		}
		catch (IllegalArgumentException ex) {
			// more than can be planned for
			return null;
		}
	}

	/**
	 * The capacity that is needed.
	 * @throws IllegalArgumentException if a parameter is not allowed, or if one is
	 * missing and was not measured either; the message is for the caller
	 */
	PlanView plan(Map<String, @Nullable String> given) {
		return request(given).view(isPostgres());
	}

	/** Whether it may be one of PostgreSQL, as far as that is known. */
	boolean isPostgres() {
		ServerReading server = server();
		if (server != null) {
			return server.product().equals("PostgreSQL");
		}
		return JdbcUrl.of(this.pool.statistics().jdbcUrl()).mayBePostgres();
	}

	/**
	 * A configuration of PgBouncer for this application.
	 * @throws IllegalArgumentException if a parameter is not allowed; the message is for
	 * the caller
	 */
	String pgBouncerIni(Map<String, @Nullable String> given) {
		PlanRequest request = request(given);
		CapacityPlan plan = (request.isAnswerable() || request.isAsked()) ? request.plan() : null;
		ServerReading server = server();
		Map<String, Duration> timeouts = (server != null) ? server.timeouts() : Map.of();
		PoolSettings settings = this.pool.statistics().settings();
		return PgBouncerIni.of(new IniFacts(JdbcTarget.of(this.pool.statistics().jdbcUrl()),
				(server != null) ? IniFacts.writable(server.user()) : null, request.poolSize(),
				request.instancesIfKnown(), request.serverLimit(), (server != null) ? server.others() : null,
				(plan != null && plan.pgBouncer() != null) ? plan.pgBouncer().defaultPoolSize() : null, running(),
				settings.connectionTimeout(), this.knowledge.timeouts().queryTimeout(), settings.maxLifetime(),
				timeouts.get("statement_timeout"), timeouts.get("idle_in_transaction_session_timeout"), null));
	}

	private PlanRequest request(Map<String, @Nullable String> given) {
		ServerReading server = server();
		ConnectionLimit limit = (server != null) ? server.limit() : null;
		Integer configured = this.knowledge.instances();
		Integer seen = (server != null && configured == null) ? server.instances() : null;
		boolean isSeen = seen != null && seen > 0;
		return new PlanRequest(given, this.pool, isSeen ? seen : configured,
				isSeen ? "the addresses that the server sees" : "connectionpool.fleet.instances",
				(limit != null && limit.connections() > 0) ? limit.connections() : null, load());
	}

	/** Of a pool that is sick, its holders say nothing of the usual load. */
	private @Nullable LoadReport load() {
		boolean isSick = !this.knowledge.monitor().snapshot(this.pool, LATEST).findings().isEmpty();
		return isSick ? null : this.knowledge.monitor().history(this.pool).settledLoad();
	}

	private @Nullable ServerReading server() {
		LastReading<ServerReading> known = this.knowledge.ends().server(this.pool);
		return (known != null) ? known.value() : null;
	}

	private @Nullable Map<String, String> running() {
		LastReading<ConsoleReading> known = this.knowledge.ends().console(this.pool);
		ConsoleReading reading = (known != null) ? known.value() : null;
		return (reading != null) ? reading.config() : null;
	}

}

package io.github.connectionpool.internal.timeout;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.timeout.PoolPropertyNames.Kind;
import io.github.connectionpool.report.Finding.Severity;
import io.github.connectionpool.report.Finding;

/**
 * The rules for a PgBouncer between the pool and the server. Its clients wait a second
 * time, for one of its server connections.
 */
record PgBouncerRules(EffectiveTimeouts timeouts, @Nullable String poolMode, Consumer<Finding> findings) {

	private static final Duration QUERY_MARGIN = Duration.ofSeconds(10);

	void apply() {
		waiting(this.timeouts.pgbouncer("query_wait_timeout"));
		query(this.timeouts.pgbouncer("query_timeout"));
		connecting(this.timeouts.pgbouncer("server_connect_timeout"));
		Timeout idle = this.timeouts.pgbouncer("server_idle_timeout");
		if (idle != null) {
			idle(idle);
		}
		lifetime(this.timeouts.pgbouncer("server_lifetime"), this.timeouts.pool(Kind.MAX_LIFETIME));
	}

	private void waiting(@Nullable Timeout wait) {
		if (wait == null) {
			return;
		}
		Timeout borrower = this.timeouts.pool(Kind.CONNECTION);
		Timeout client = EffectiveTimeouts.shortest(Stream.of(borrower, this.timeouts.shortestQuery()));
		boolean sooner = client != null && client.value().compareTo(RecommendedTimeouts.CONNECTION) < 0;
		Duration recommended = (client != null && sooner) ? client.value() : RecommendedTimeouts.CONNECTION;
		String fix = set(wait, recommended);
		if (wait.isUnlimited()) {
			add("timeout-pgbouncer-wait-unlimited", Severity.CRITICAL,
					"Queries wait for ever for one of PgBouncer's " + "server connections, since " + wait.name()
							+ " is off: once they are taken, every client hangs, and the pool's connections with it.",
					fix);
		}
		else if (client != null && wait.value().compareTo(client.value()) > 0) {
			add("timeout-pgbouncer-wait-above-client", Severity.WARNING,
					"PgBouncer keeps a query waiting for one of its server connections longer than the application"
							+ " waits: " + wait.named() + " against " + client.named()
							+ ". A lack of server connections shows as slow queries, not as an error.",
					fix);
		}
	}

	private void query(@Nullable Timeout query) {
		Timeout polite = EffectiveTimeouts
			.shortest(Stream.of(this.timeouts.statement(), this.timeouts.spring(EffectiveTimeouts.QUERY)));
		if (query != null && !query.isUnlimited() && polite != null
				&& Durations.atLeast(polite.value(), query.value())) {
			add("timeout-pgbouncer-query-below-statement", Severity.WARNING,
					"PgBouncer cuts the connection off before the query has been cancelled: " + query.named()
							+ " against " + polite.named() + ". The pool loses a connection for each slow query.",
					set(query, polite.value().plus(QUERY_MARGIN)));
		}
	}

	private void connecting(@Nullable Timeout connect) {
		Timeout query = this.timeouts.shortestQuery();
		if (connect == null) {
			return;
		}
		if (connect.isUnlimited() || (query != null && connect.value().compareTo(RecommendedTimeouts.CONNECT) > 0
				&& Durations.atLeast(connect.value(), query.value()))) {
			add("timeout-pgbouncer-connect-long", Severity.WARNING,
					"PgBouncer waits too long for a server that does not answer: " + connect.named()
							+ ((query != null) ? " against " + query.named() : "")
							+ ". Its clients wait as long, for nothing.",
					set(connect, RecommendedTimeouts.CONNECT));
		}
	}

	private void idle(Timeout idle) {
		Timeout cut = this.timeouts.server("idle_session_timeout");
		Timeout lifetime = this.timeouts.pgbouncer("server_lifetime");
		if (cut != null && !cut.isUnlimited() && Durations.atLeast(idle.value(), cut.value())) {
			add("timeout-pgbouncer-idle-above-server", Severity.WARNING,
					"The server cuts PgBouncer's idle connections off before PgBouncer closes them: " + idle.named()
							+ " against " + cut.named() + ".",
					set(idle, cut.value().dividedBy(2)));
		}
		else if (lifetime != null && !lifetime.isUnlimited() && !idle.isUnlimited()
				&& Durations.atLeast(idle.value(), lifetime.value())) {
			add("timeout-pgbouncer-idle-above-lifetime", Severity.INFO,
					"PgBouncer replaces its server connections before they can be idle for too long: " + idle.named()
							+ " against " + lifetime.named() + ".",
					set(idle, lifetime.value().dividedBy(2)));
		}
	}

	/** Only in session mode does a client keep its server connection. */
	private void lifetime(@Nullable Timeout server, @Nullable Timeout pool) {
		if ("session".equals(this.poolMode) && server != null && !server.isUnlimited() && pool != null
				&& Durations.atLeast(pool.value(), server.value())) {
			add("timeout-max-lifetime-above-server-lifetime", Severity.INFO,
					"In session mode the pool keeps PgBouncer's server connections longer than PgBouncer would: "
							+ pool.named() + " against " + server.named() + ".",
					this.timeouts.set(Kind.MAX_LIFETIME, RecommendedTimeouts.maxLifetime(server.value())));
		}
	}

	private static String set(Timeout timeout, Duration value) {
		return "Set " + timeout.name() + " = " + Durations.seconds(value) + " in pgbouncer.ini.";
	}

	private void add(String id, Severity severity, String evidence, String fix) {
		this.findings.accept(new Finding(id, severity, evidence, fix));
	}

}

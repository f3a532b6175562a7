package io.github.connectionpool.health;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.pgbouncer.console.ConsolePool;
import io.github.connectionpool.internal.pgbouncer.console.ConsoleReading;
import io.github.connectionpool.internal.poll.LastReading;
import io.github.connectionpool.internal.server.ServerReading;
import io.github.connectionpool.internal.server.ServerRegistry;
import io.github.connectionpool.internal.watch.PoolMonitor;
import io.github.connectionpool.internal.timing.UtilizationThresholds;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.OutageReport;
import io.github.connectionpool.report.PoolSnapshot;

/**
 * The health of one pool, from its counts and its sustained level. It borrows nothing, so
 * it answers at once however full the pool is.
 */
final class PoolHealthIndicator implements HealthIndicator {

	/** Answered with 200, so that nothing is taken out of service for it. */
	static final Status WARNING = new Status("WARNING");

	private final MonitoredPool pool;

	private final PoolMonitor monitor;

	private final UtilizationThresholds thresholds;

	private final Status criticalStatus;

	private final ServerRegistry ends;

	PoolHealthIndicator(MonitoredPool pool, PoolMonitor monitor, ServerRegistry ends, UtilizationThresholds thresholds,
			Status criticalStatus) {
		this.pool = pool;
		this.monitor = monitor;
		this.ends = ends;
		this.thresholds = thresholds;
		this.criticalStatus = criticalStatus;
	}

	@Override
	public Health health() {
		PoolSnapshot snapshot = this.monitor.snapshot(this.pool, Duration.ZERO);
		ConnectionCounts counts = snapshot.counts();
		Health.Builder health = Health.status(switch (snapshot.level()) {
			case UP -> Status.UP;
			case WARNING -> WARNING;
			case CRITICAL -> this.criticalStatus;
		});
		detail(health, "utilization", Double.isNaN(counts.utilization()) ? null : counts.utilization());
		detail(health, "active", counts.active());
		detail(health, "idle", counts.idle());
		detail(health, "max", counts.max());
		detail(health, "pending", counts.pending());
		detail(health, "warningFrom", this.thresholds.warning());
		detail(health, "criticalFrom", this.thresholds.critical());
		detail(health, "outage", outage(snapshot.outage()));
		detail(health, "database", database());
		detail(health, "pgbouncer", pgBouncer());
		return health.build();
	}

	private static @Nullable Map<String, Object> outage(@Nullable OutageReport outage) {
		if (outage == null) {
			return null;
		}
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("since", outage.startedAt().truncatedTo(ChronoUnit.MILLIS));
		details.put("cause", outage.cause().text());
		details.put("failed", outage.failed());
		return details;
	}

	private @Nullable Map<String, Object> database() {
		LastReading<ServerReading> known = this.ends.server(this.pool);
		ServerReading reading = (known != null) ? known.value() : null;
		Map<String, Object> details = unknown(known);
		if (reading != null) {
			put(details, "used", reading.used());
			put(details, "limit", (reading.limit() != null) ? reading.limit().connections() : null);
		}
		return details.isEmpty() ? null : details;
	}

	private @Nullable Map<String, Object> pgBouncer() {
		LastReading<ConsoleReading> known = this.ends.console(this.pool);
		Map<String, Object> details = unknown(known);
		for (ConsolePool pool : this.ends.consolePools(this.pool)) {
			Map<String, Object> numbers = new LinkedHashMap<>();
			put(numbers, "mode", pool.mode());
			put(numbers, "clientsActive", pool.clientsActive());
			put(numbers, "clientsWaiting", pool.clientsWaiting());
			put(numbers, "serversActive", pool.serversActive());
			put(numbers, "serversIdle", pool.serversIdle());
			put(numbers, "longestWaitMillis", pool.maxWait().toMillis());
			details.put(pool.user() + "@" + pool.database(), numbers);
		}
		return details.isEmpty() ? null : details;
	}

	private static Map<String, Object> unknown(@Nullable LastReading<?> known) {
		Map<String, Object> details = new LinkedHashMap<>();
		if (known != null) {
			put(details, "unknownSince", known.unknownSince());
			put(details, "problem", known.problem());
		}
		return details;
	}

	private static void put(Map<String, Object> details, String name, @Nullable Object value) {
		if (value != null) {
			details.put(name, value);
		}
	}

	private static void detail(Health.Builder health, String name, @Nullable Object value) {
		if (value != null) {
			health.withDetail(name, value);
		}
	}

}

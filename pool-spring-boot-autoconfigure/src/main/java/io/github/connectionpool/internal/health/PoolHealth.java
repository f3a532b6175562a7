package io.github.connectionpool.internal.health;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

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
 * The health of the pools, from their counts and sustained levels, for each line of
 * Spring Boot. It borrows nothing, so it answers at once however full a pool is.
 */
public final class PoolHealth {

	/** Answered with 200, so that nothing is taken out of service for it. */
	static final String WARNING = "WARNING";

	private final PoolMonitor monitor;

	private final ServerRegistry ends;

	private final UtilizationThresholds thresholds;

	private final String criticalStatus;

	/**
	 * Create.
	 * @param monitor gives snapshots of the pools
	 * @param ends knows the database server and the pooler of each pool
	 * @param thresholds from which utilization a level begins
	 * @param criticalStatus code of the status of a pool that is critical
	 */
	public PoolHealth(PoolMonitor monitor, ServerRegistry ends, UtilizationThresholds thresholds,
			String criticalStatus) {
		this.monitor = monitor;
		this.ends = ends;
		this.thresholds = thresholds;
		this.criticalStatus = criticalStatus;
	}

	/**
	 * The health of a pool now.
	 * @param pool the pool
	 * @return status and details
	 */
	public Reading read(MonitoredPool pool) {
		PoolSnapshot snapshot = this.monitor.snapshot(pool, Duration.ZERO);
		ConnectionCounts counts = snapshot.counts();
		String status = switch (snapshot.level()) {
			case UP -> "UP";
			case WARNING -> WARNING;
			case CRITICAL -> this.criticalStatus;
		};
		Map<String, Object> details = new LinkedHashMap<>();
		put(details, "utilization", Double.isNaN(counts.utilization()) ? null : counts.utilization());
		put(details, "active", counts.active());
		put(details, "idle", counts.idle());
		put(details, "max", counts.max());
		put(details, "pending", counts.pending());
		put(details, "warningFrom", this.thresholds.warning());
		put(details, "criticalFrom", this.thresholds.critical());
		put(details, "outage", outage(snapshot.outage()));
		put(details, "database", database(pool));
		put(details, "pgbouncer", pgBouncer(pool));
		return new Reading(status, details);
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

	private @Nullable Map<String, Object> database(MonitoredPool pool) {
		LastReading<ServerReading> known = this.ends.server(pool);
		ServerReading reading = (known != null) ? known.value() : null;
		Map<String, Object> details = unknown(known);
		if (reading != null) {
			put(details, "used", reading.used());
			put(details, "limit", (reading.limit() != null) ? reading.limit().connections() : null);
		}
		return details.isEmpty() ? null : details;
	}

	private @Nullable Map<String, Object> pgBouncer(MonitoredPool monitored) {
		LastReading<ConsoleReading> known = this.ends.console(monitored);
		Map<String, Object> details = unknown(known);
		for (ConsolePool pool : this.ends.consolePools(monitored)) {
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

	/**
	 * The health of one pool.
	 *
	 * @param status code of the status
	 * @param details the numbers and what is wrong
	 */
	public record Reading(String status, Map<String, Object> details) {

	}

}

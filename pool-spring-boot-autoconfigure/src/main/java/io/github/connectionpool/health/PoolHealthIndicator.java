package io.github.connectionpool.health;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import io.github.connectionpool.checkout.ConnectionCounts;
import io.github.connectionpool.checkout.Pool;
import io.github.connectionpool.checkout.UtilizationThresholds;

/**
 * The health of one pool, from its counts and its sustained level. It borrows nothing, so
 * it answers at once however full the pool is.
 */
final class PoolHealthIndicator implements HealthIndicator {

	/** Answered with 200, so that nothing is taken out of service for it. */
	static final Status WARNING = new Status("WARNING");

	private final Pool pool;

	private final UtilizationThresholds thresholds;

	private final Status criticalStatus;

	PoolHealthIndicator(Pool pool, UtilizationThresholds thresholds, Status criticalStatus) {
		this.pool = pool;
		this.thresholds = thresholds;
		this.criticalStatus = criticalStatus;
	}

	@Override
	public Health health() {
		ConnectionCounts counts = this.pool.counts();
		Health.Builder health = Health.status(switch (this.pool.level()) {
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
		return health.build();
	}

	private static void detail(Health.Builder health, String name, @Nullable Object value) {
		if (value != null) {
			health.withDetail(name, value);
		}
	}

}

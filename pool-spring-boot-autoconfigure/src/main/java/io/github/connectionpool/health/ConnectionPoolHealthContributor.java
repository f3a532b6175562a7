package io.github.connectionpool.health;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.health.PoolHealth;
import io.github.connectionpool.internal.server.ServerRegistry;
import io.github.connectionpool.internal.watch.PoolMonitor;
import io.github.connectionpool.internal.timing.UtilizationThresholds;

/**
 * The {@code connectionPool} health contributor, with a component for each pool there is
 * at the time.
 */
public final class ConnectionPoolHealthContributor implements CompositeHealthContributor {

	private final PoolRegistry pools;

	private final PoolHealth health;

	/**
	 * Create.
	 * @param pools the pools
	 * @param monitor gives snapshots of the pools
	 * @param ends knows the database server and the pooler of each pool
	 * @param thresholds from which utilization a level begins
	 * @param criticalStatus code of the status of a pool that is critical
	 */
	public ConnectionPoolHealthContributor(PoolRegistry pools, PoolMonitor monitor, ServerRegistry ends,
			UtilizationThresholds thresholds, String criticalStatus) {
		this.pools = pools;
		this.health = new PoolHealth(monitor, ends, thresholds, criticalStatus);
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		MonitoredPool pool = this.pools.get(name);
		return (pool != null) ? indicator(pool) : null;
	}

	@Override
	public Stream<HealthContributors.Entry> stream() {
		return this.pools.all().stream().map((pool) -> new HealthContributors.Entry(pool.name(), indicator(pool)));
	}

	private HealthIndicator indicator(MonitoredPool pool) {
		return () -> {
			PoolHealth.Reading reading = this.health.read(pool);
			return Health.status(reading.status()).withDetails(reading.details()).build();
		};
	}

}

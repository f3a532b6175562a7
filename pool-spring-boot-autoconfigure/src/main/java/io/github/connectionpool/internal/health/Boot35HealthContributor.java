package io.github.connectionpool.internal.health;

import java.util.Iterator;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.NamedContributor;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.server.ServerRegistry;
import io.github.connectionpool.internal.watch.PoolMonitor;
import io.github.connectionpool.internal.timing.UtilizationThresholds;

/**
 * The {@code connectionPool} health contributor of Spring Boot 3.5, which has the classes
 * of health in other packages.
 */
public final class Boot35HealthContributor implements CompositeHealthContributor {

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
	public Boot35HealthContributor(PoolRegistry pools, PoolMonitor monitor, ServerRegistry ends,
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
	public Iterator<NamedContributor<HealthContributor>> iterator() {
		return this.pools.all()
			.stream()
			.map((pool) -> NamedContributor.<HealthContributor>of(pool.name(), indicator(pool)))
			.iterator();
	}

	private HealthIndicator indicator(MonitoredPool pool) {
		return () -> {
			PoolHealth.Reading reading = this.health.read(pool);
			return Health.status(reading.status()).withDetails(reading.details()).build();
		};
	}

}

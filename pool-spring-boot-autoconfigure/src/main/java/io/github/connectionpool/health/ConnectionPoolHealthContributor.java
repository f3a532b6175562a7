package io.github.connectionpool.health;

import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.Status;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.server.ServerRegistry;
import io.github.connectionpool.internal.watch.PoolMonitor;
import io.github.connectionpool.internal.timing.UtilizationThresholds;

/**
 * The {@code connectionPool} health contributor, with a component for each pool there is
 * at the time.
 */
public final class ConnectionPoolHealthContributor implements CompositeHealthContributor {

	private final PoolRegistry pools;

	private final PoolMonitor monitor;

	private final ServerRegistry ends;

	private final UtilizationThresholds thresholds;

	private final Status criticalStatus;

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
		this.monitor = monitor;
		this.ends = ends;
		this.thresholds = thresholds;
		this.criticalStatus = new Status(criticalStatus);
	}

	/**
	 * Gives {@code WARNING} its place in the order of statuses.
	 * @param criticalStatus code of the status of a critical pool; asked for when it is
	 * needed
	 * @return a post-processor of the properties that hold the order
	 */
	public static BeanPostProcessor statusOrder(Supplier<String> criticalStatus) {
		return new WarningStatusOrder(criticalStatus);
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

	private PoolHealthIndicator indicator(MonitoredPool pool) {
		return new PoolHealthIndicator(pool, this.monitor, this.ends, this.thresholds, this.criticalStatus);
	}

}

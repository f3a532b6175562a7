package io.github.connectionpool.autoconfigure;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.sizing.FleetDemand;
import io.github.connectionpool.sizing.PoolSize;
import io.github.connectionpool.sizing.PoolSizing;

/**
 * The size for a pool whose maximum nobody has set, with the words for the log.
 */
record RecommendedSize(PoolSize size, int minimum, @Nullable Integer instances) {

	static RecommendedSize of(ConnectionPoolProperties properties, int minimum) {
		ConnectionPoolProperties.Sizing sizing = properties.sizing();
		Integer configured = sizing.cores();
		int cores = (configured != null) ? configured : Runtime.getRuntime().availableProcessors();
		PoolSize size = PoolSizing.recommend(cores, sizing.databaseCores(), sizing.spindles(), sizing.workload());
		return new RecommendedSize(size, minimum, properties.fleet().instances());
	}

	/**
	 * Never below the minimum that the user has set, which the pool would lower unasked.
	 */
	int connections() {
		return Math.max(this.size.connections(), this.minimum);
	}

	String explain(String property) {
		StringBuilder text = new StringBuilder("maximum size ").append(connections()).append(" (");
		text.append(this.size.formula());
		if (connections() > this.size.connections()) {
			text.append(", raised to the minimum of ").append(this.minimum).append(" that is set");
		}
		text.append("); set ").append(property).append(" to override");
		if (this.instances != null) {
			text.append(". ").append(new FleetDemand(connections(), this.instances, null).statement());
		}
		return text.toString();
	}

}

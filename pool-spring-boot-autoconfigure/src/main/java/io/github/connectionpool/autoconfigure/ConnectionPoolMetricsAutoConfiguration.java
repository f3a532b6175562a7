package io.github.connectionpool.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;

import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.server.ServerRegistry;
import io.github.connectionpool.internal.watch.PoolMonitor;
import io.github.connectionpool.metrics.PoolMeters;

/**
 * {@link AutoConfiguration Auto-configuration} for the meters. Spring Boot binds them to
 * whatever registries there are.
 */
@AutoConfiguration(after = ConnectionPoolAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(PoolRegistry.class)
public final class ConnectionPoolMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "connectionPoolMeters", search = SearchStrategy.CURRENT)
	PoolMeters connectionPoolMeters(PoolRegistry pools, PoolMonitor monitor) {
		return new PoolMeters(pools, monitor);
	}

	@Bean
	@ConditionalOnMissingBean(name = "connectionPoolServerMeters", search = SearchStrategy.CURRENT)
	MeterBinder connectionPoolServerMeters(PoolRegistry pools, ServerRegistry ends,
			ConnectionPoolProperties properties) {
		return PoolMeters.ofServers(pools, ends, properties.pgbouncer().url() != null);
	}

}

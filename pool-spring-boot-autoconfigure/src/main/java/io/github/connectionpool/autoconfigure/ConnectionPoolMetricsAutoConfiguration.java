package io.github.connectionpool.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.server.ServerRegistry;
import io.github.connectionpool.internal.watch.PoolMonitor;
import io.github.connectionpool.metrics.PoolMeters;
import io.github.connectionpool.metrics.ServerMeters;

/**
 * {@link AutoConfiguration Auto-configuration} for the meters. Spring Boot binds them to
 * whatever registries there are.
 */
@AutoConfiguration(after = ConnectionPoolAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(PoolRegistry.class)
public final class ConnectionPoolMetricsAutoConfiguration {

	@Bean
	PoolMeters connectionPoolMeters(PoolRegistry pools, PoolMonitor monitor) {
		return new PoolMeters(pools, monitor);
	}

	@Bean
	ServerMeters connectionPoolOtherEndMeters(PoolRegistry pools, ServerRegistry ends,
			ConnectionPoolProperties properties) {
		return new ServerMeters(pools, ends, properties.pgbouncer().url() != null);
	}

}

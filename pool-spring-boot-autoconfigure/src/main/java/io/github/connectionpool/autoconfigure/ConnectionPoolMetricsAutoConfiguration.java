package io.github.connectionpool.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

import io.github.connectionpool.checkout.Pools;
import io.github.connectionpool.leak.Watcher;
import io.github.connectionpool.metrics.OtherEndMeters;
import io.github.connectionpool.metrics.PoolMeters;
import io.github.connectionpool.pgbouncer.OtherEnds;

/**
 * {@link AutoConfiguration Auto-configuration} for the meters. Spring Boot binds them to
 * whatever registries there are.
 */
@AutoConfiguration(after = ConnectionPoolAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(Pools.class)
public final class ConnectionPoolMetricsAutoConfiguration {

	@Bean
	PoolMeters connectionPoolMeters(Pools pools, Watcher watcher) {
		return new PoolMeters(pools, watcher);
	}

	@Bean
	OtherEndMeters connectionPoolOtherEndMeters(Pools pools, OtherEnds ends, ConnectionPoolProperties properties) {
		return new OtherEndMeters(pools, ends, properties.pgbouncer().url() != null);
	}

}

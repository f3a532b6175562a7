package io.github.connectionpool.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.connectionpool.health.ConnectionPoolHealthContributor;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.server.ServerRegistry;
import io.github.connectionpool.internal.watch.PoolMonitor;

/**
 * {@link AutoConfiguration Auto-configuration} for the {@code connectionPool} health
 * contributor.
 */
@AutoConfiguration(after = ConnectionPoolAutoConfiguration.class)
@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(PoolRegistry.class)
@ConditionalOnEnabledHealthIndicator("connectionpool")
public final class ConnectionPoolHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "connectionPoolHealthContributor", search = SearchStrategy.CURRENT)
	ConnectionPoolHealthContributor connectionPoolHealthContributor(PoolRegistry pools, PoolMonitor monitor,
			ServerRegistry ends, ConnectionPoolProperties properties) {
		return new ConnectionPoolHealthContributor(pools, monitor, ends, properties.utilization().thresholds(),
				properties.health().criticalStatus());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HealthEndpointProperties.class)
	static class StatusOrder {

		@Bean
		static BeanPostProcessor connectionPoolWarningStatusOrder(ObjectProvider<ConnectionPoolProperties> properties) {
			return ConnectionPoolHealthContributor.statusOrder(() -> properties.getObject().health().criticalStatus());
		}

	}

}

package io.github.connectionpool.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.connectionpool.health.ConnectionPoolHealthContributor;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.health.Boot35HealthContributor;
import io.github.connectionpool.internal.health.WarningStatusOrder;
import io.github.connectionpool.internal.server.ServerRegistry;
import io.github.connectionpool.internal.watch.PoolMonitor;

/**
 * {@link AutoConfiguration Auto-configuration} for the {@code connectionPool} health
 * contributor, by the line of Spring Boot that the application has.
 */
@AutoConfiguration(after = ConnectionPoolAutoConfiguration.class)
@ConditionalOnBean(PoolRegistry.class)
public final class ConnectionPoolHealthAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
	@ConditionalOnEnabledHealthIndicator("connectionpool")
	static class OfBoot4 {

		@Bean
		@ConditionalOnMissingBean(name = "connectionPoolHealthContributor", search = SearchStrategy.CURRENT)
		ConnectionPoolHealthContributor connectionPoolHealthContributor(PoolRegistry pools, PoolMonitor monitor,
				ServerRegistry ends, ConnectionPoolProperties properties) {
			return new ConnectionPoolHealthContributor(pools, monitor, ends, properties.utilization().thresholds(),
					properties.health().criticalStatus());
		}

		@Bean
		static BeanPostProcessor connectionPoolWarningStatusOrder(ObjectProvider<ConnectionPoolProperties> properties) {
			return new WarningStatusOrder(() -> properties.getObject().health().criticalStatus());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ org.springframework.boot.actuate.health.HealthContributor.class,
			org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator.class })
	@ConditionalOnMissingClass("org.springframework.boot.health.contributor.HealthContributor")
	@org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator("connectionpool")
	static class OfBoot35 {

		@Bean
		@ConditionalOnMissingBean(name = "connectionPoolHealthContributor", search = SearchStrategy.CURRENT)
		Boot35HealthContributor connectionPoolHealthContributor(PoolRegistry pools, PoolMonitor monitor,
				ServerRegistry ends, ConnectionPoolProperties properties) {
			return new Boot35HealthContributor(pools, monitor, ends, properties.utilization().thresholds(),
					properties.health().criticalStatus());
		}

		@Bean
		static BeanPostProcessor connectionPoolWarningStatusOrder(ObjectProvider<ConnectionPoolProperties> properties) {
			return new WarningStatusOrder(() -> properties.getObject().health().criticalStatus());
		}

	}

}

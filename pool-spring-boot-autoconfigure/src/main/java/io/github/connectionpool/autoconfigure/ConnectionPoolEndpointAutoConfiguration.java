package io.github.connectionpool.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

import io.github.connectionpool.checkout.Pools;
import io.github.connectionpool.endpoint.ConnectionPoolEndpoint;
import io.github.connectionpool.endpoint.ConnectionPoolEndpointWebExtension;
import io.github.connectionpool.endpoint.Knowledge;
import io.github.connectionpool.finding.Advisor;
import io.github.connectionpool.finding.PoolTimeouts;
import io.github.connectionpool.leak.Evictor;
import io.github.connectionpool.leak.Reporter;
import io.github.connectionpool.leak.Watcher;
import io.github.connectionpool.pgbouncer.OtherEnds;

/**
 * {@link AutoConfiguration Auto-configuration} for the {@code connectionpool} endpoint.
 */
@AutoConfiguration(after = ConnectionPoolAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(name = ConnectionPoolAutoConfiguration.POOLS)
@ConditionalOnAvailableEndpoint(ConnectionPoolEndpoint.class)
@EnableConfigurationProperties(ConnectionPoolEndpointProperties.class)
public final class ConnectionPoolEndpointAutoConfiguration {

	@Bean
	@Lazy
	Knowledge connectionPoolKnowledge(Watcher watcher, Reporter reporter, OtherEnds ends, PoolTimeouts timeouts,
			Advisor advisor, Evictor evictor, ConnectionPoolProperties properties) {
		return new Knowledge(watcher, reporter, ends, timeouts, advisor, evictor, properties.fleet().instances());
	}

	@Bean
	ConnectionPoolEndpoint connectionPoolEndpoint(Pools pools, ObjectProvider<Knowledge> knowledge,
			ConnectionPoolEndpointProperties properties, ObjectProvider<SanitizingFunction> sanitizingFunctions) {
		return new ConnectionPoolEndpoint(pools, knowledge::getObject, properties.showValues(),
				sanitizingFunctions.orderedStream().toList());
	}

	@Bean
	@ConditionalOnAvailableEndpoint(endpoint = ConnectionPoolEndpoint.class, exposure = EndpointExposure.WEB)
	ConnectionPoolEndpointWebExtension connectionPoolEndpointWebExtension(ConnectionPoolEndpoint endpoint,
			ConnectionPoolEndpointProperties properties) {
		return new ConnectionPoolEndpointWebExtension(endpoint, properties.showValues(), properties.roles());
	}

}

package io.github.connectionpool.autoconfigure;

import java.time.Duration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;

import io.github.connectionpool.alert.Alerts;
import io.github.connectionpool.alert.EventPublisher;
import io.github.connectionpool.endpoint.ConnectionPoolEndpoint;
import io.github.connectionpool.endpoint.ConnectionPoolEndpointWebExtension;
import io.github.connectionpool.endpoint.Knowledge;
import io.github.connectionpool.internal.answer.ForParameter;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.defaults.BoundProperties;
import io.github.connectionpool.internal.defaults.SpringTimeouts;
import io.github.connectionpool.internal.finding.Advisor;
import io.github.connectionpool.internal.finding.ApplicationAdvice;
import io.github.connectionpool.internal.finding.PoolTimeouts;
import io.github.connectionpool.internal.page.PageSettings;
import io.github.connectionpool.internal.reclaim.Evictor;
import io.github.connectionpool.internal.server.ServerRegistry;
import io.github.connectionpool.internal.watch.PoolMonitor;

/**
 * {@link AutoConfiguration Auto-configuration} for the {@code connectionpool} endpoint.
 */
@AutoConfiguration(after = ConnectionPoolAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(PoolRegistry.class)
@ConditionalOnAvailableEndpoint(ConnectionPoolEndpoint.class)
@EnableConfigurationProperties(ConnectionPoolEndpointProperties.class)
@ImportRuntimeHints(PageHints.class)
public final class ConnectionPoolEndpointAutoConfiguration {

	private static final EndpointId ID = EndpointId.of("connectionpool");

	@Bean
	@ConditionalOnMissingBean(name = "connectionPoolEndpoint", search = SearchStrategy.CURRENT)
	ConnectionPoolEndpoint connectionPoolEndpoint(PoolRegistry pools, PoolMonitor monitor, ServerRegistry ends,
			ApplicationAdvice advice, EventPublisher events, ConnectionPoolProperties properties,
			ConfigurableApplicationContext context, ConnectionPoolEndpointProperties endpointProperties,
			ObjectProvider<SanitizingFunction> sanitizingFunctions) {
		Integer instances = properties.fleet().instances();
		SpringTimeouts spring = new SpringTimeouts(context.getBeanFactory(), context.getEnvironment());
		PoolTimeouts timeouts = new PoolTimeouts(ends, spring::queryTimeout, spring::transactionTimeout,
				(pool) -> BoundProperties.prefix(context, pool));
		Advisor advisor = new Advisor(monitor, ends, timeouts, advice, instances);
		Evictor evictor = new Evictor((pool) -> monitor.snapshot(pool, Duration.ZERO), Alerts.evictions(events));
		return new ConnectionPoolEndpoint(pools, new Knowledge(monitor, ends, timeouts, advisor, evictor, instances),
				endpointProperties.showValues(), sanitizingFunctions.orderedStream().toList());
	}

	/** Extends the starter's own endpoint only. */
	@Bean
	@ConditionalOnBean(value = ConnectionPoolEndpoint.class, search = SearchStrategy.CURRENT)
	@ConditionalOnMissingBean(name = "connectionPoolEndpointWebExtension", search = SearchStrategy.CURRENT)
	@ConditionalOnAvailableEndpoint(endpoint = ConnectionPoolEndpoint.class, exposure = EndpointExposure.WEB)
	ConnectionPoolEndpointWebExtension connectionPoolEndpointWebExtension(ConnectionPoolEndpoint endpoint,
			ConnectionPoolEndpointProperties properties, CallSites callSites, Environment environment,
			ObjectProvider<EndpointAccessResolver> access, ObjectProvider<PathMappedEndpoints> paths) {
		return new ConnectionPoolEndpointWebExtension(endpoint, properties.showValues(), properties.roles(),
				() -> new PageSettings(environment.getProperty("spring.application.name", ""), path(paths),
						isUnrestricted(access), callSites::isApplication));
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	static ForParameter connectionPoolForParameter() {
		return new ForParameter(ID);
	}

	/** Without a resolver the page offers no action. */
	private static boolean isUnrestricted(ObjectProvider<EndpointAccessResolver> access) {
		EndpointAccessResolver resolver = access.getIfUnique();
		return resolver != null && resolver.accessFor(ID, Access.READ_ONLY) == Access.UNRESTRICTED;
	}

	/** The last segment, for addresses that are relative to it. */
	private static String path(ObjectProvider<PathMappedEndpoints> paths) {
		PathMappedEndpoints known = paths.getIfUnique();
		String path = (known != null) ? known.getRootPath(ID) : null;
		return (path != null) ? path.substring(path.lastIndexOf('/') + 1) : ID.toString();
	}

}

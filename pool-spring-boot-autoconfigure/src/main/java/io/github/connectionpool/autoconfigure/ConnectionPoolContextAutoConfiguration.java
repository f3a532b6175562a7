package io.github.connectionpool.autoconfigure;

import io.micrometer.context.ContextRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.context.ContextPart;
import io.github.connectionpool.internal.context.ExchangePropagation;
import io.github.connectionpool.internal.context.ExchangeWork;
import io.github.connectionpool.internal.context.ExchangeWorkFilter;
import io.github.connectionpool.internal.context.ObservedTasks;
import io.github.connectionpool.internal.context.ObservedWork;
import io.github.connectionpool.internal.context.RequestWorkFilter;
import io.github.connectionpool.internal.context.ServletRequests;
import io.github.connectionpool.internal.context.Traces;
import io.github.connectionpool.internal.recording.BorrowTrace;
import io.github.connectionpool.internal.trace.BorrowSpans;
import io.github.connectionpool.internal.trace.LeakSpans;

/**
 * {@link AutoConfiguration Auto-configuration} of the sources of context, each of them
 * only if its library is present.
 */
@AutoConfiguration(after = ConnectionPoolAutoConfiguration.class)
@ConditionalOnBean(PoolRegistry.class)
public final class ConnectionPoolContextAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ RequestContextHolder.class, Servlet.class })
	static class WithRequests {

		@Bean
		ContextPart connectionPoolRequestContext() {
			return ContextPart.request(ServletRequests::current);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ OncePerRequestFilter.class, Filter.class })
	static class WithServlets {

		/** The first of all, so that whatever the others borrow is part of the work. */
		@Bean
		@ConditionalOnMissingBean(name = "connectionPoolRequestWorkFilter", search = SearchStrategy.CURRENT)
		FilterRegistrationBean<RequestWorkFilter> connectionPoolRequestWorkFilter() {
			FilterRegistrationBean<RequestWorkFilter> registration = new FilterRegistrationBean<>(
					new RequestWorkFilter());
			registration.setName("connectionPoolRequestWorkFilter");
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass({ WebFilter.class, Mono.class })
	static class WithExchanges {

		@Bean
		ContextPart connectionPoolExchangeContext() {
			return ContextPart.exchange(ExchangeWork::currentRequest);
		}

		@Bean
		@ConditionalOnMissingBean(name = "connectionPoolExchangeWorkFilter", search = SearchStrategy.CURRENT)
		ExchangeWorkFilter connectionPoolExchangeWorkFilter() {
			return new ExchangeWorkFilter();
		}

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnClass(ContextRegistry.class)
		static class WithPropagation {

			@Bean
			@ConditionalOnMissingBean(name = "connectionPoolExchangePropagation", search = SearchStrategy.CURRENT)
			SmartInitializingSingleton connectionPoolExchangePropagation() {
				return ExchangePropagation::register;
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ObservationRegistry.class)
	static class WithObservations {

		/** Registered by Spring Boot where observations are. */
		@Bean
		@ConditionalOnMissingBean(name = "connectionPoolObservedWork", search = SearchStrategy.CURRENT)
		ObservedWork connectionPoolObservedWork() {
			return new ObservedWork();
		}

		@Bean
		ContextPart connectionPoolTaskContext(ObjectProvider<ObservationRegistry> registry) {
			return ContextPart.task(() -> {
				ObservationRegistry unique = registry.getIfUnique();
				return (unique != null) ? ObservedTasks.of(unique) : null;
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Tracer.class)
	static class WithTracing {

		@Bean
		ContextPart connectionPoolTraceContext(ObjectProvider<Tracer> tracer) {
			return ContextPart.traceId(() -> {
				Tracer unique = tracer.getIfUnique();
				return (unique != null) ? Traces.of(unique) : null;
			});
		}

		@Bean
		ContextPart connectionPoolBorrowTrace(ObjectProvider<Tracer> tracer, ConnectionPoolProperties properties) {
			return ContextPart.trace(() -> {
				Tracer unique = properties.tracing().enabled() ? tracer.getIfUnique() : null;
				// the no-op tracer of an application without tracing costs nothing
				return (unique != null && unique != Tracer.NOOP)
						? new BorrowSpans(unique, properties.tracing().waitThreshold()) : BorrowTrace.NONE;
			});
		}

		/** Tells nothing unless borrows are traced. */
		@Bean
		LeakSpans connectionPoolLeakSpans(ObjectProvider<Tracer> tracer, PoolRegistry pools) {
			return new LeakSpans(tracer::getIfUnique, pools);
		}

	}

}

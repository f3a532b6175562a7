package io.github.connectionpool.autoconfigure;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.function.SingletonSupplier;

import io.github.connectionpool.alert.Alerts;
import io.github.connectionpool.alert.EventPublisher;
import io.github.connectionpool.endpoint.Knowledge;
import io.github.connectionpool.internal.defaults.BoundProperties;
import io.github.connectionpool.internal.defaults.SpringTimeouts;
import io.github.connectionpool.internal.finding.Advisor;
import io.github.connectionpool.internal.finding.ApplicationAdvice;
import io.github.connectionpool.internal.finding.PoolTimeouts;
import io.github.connectionpool.internal.reclaim.Evictor;
import io.github.connectionpool.internal.server.ServerRegistry;
import io.github.connectionpool.internal.watch.PoolMonitor;

/**
 * Makes what only people ask for when the first of them asks, which spares the start its
 * classes. Not as lazy beans: to make one takes a lock of Spring's that another thread
 * may hold while it makes a bean that waits for a connection.
 */
final class LateKnowledge {

	private LateKnowledge() {
	}

	static Supplier<Knowledge> of(PoolMonitor monitor, ServerRegistry ends, ApplicationAdvice advice,
			EventPublisher events, @Nullable Integer instances, ConfigurableApplicationContext context) {
		SingletonSupplier<Knowledge> knowledge = SingletonSupplier.of(() -> {
			SpringTimeouts spring = new SpringTimeouts(context.getBeanFactory(), context.getEnvironment());
			PoolTimeouts timeouts = new PoolTimeouts(ends, spring::queryTimeout, spring::transactionTimeout,
					(pool) -> BoundProperties.prefix(context, pool));
			Advisor advisor = new Advisor(monitor, ends, timeouts, advice, instances);
			Evictor evictor = new Evictor((pool) -> monitor.snapshot(pool, Duration.ZERO), Alerts.evictions(events));
			return new Knowledge(monitor, ends, timeouts, advisor, evictor, instances);
		});
		return knowledge::obtain;
	}

}

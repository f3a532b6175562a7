package io.github.connectionpool.autoconfigure;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.function.SingletonSupplier;

import io.github.connectionpool.alert.EventPublisher;
import io.github.connectionpool.alert.EvictionAlert;
import io.github.connectionpool.endpoint.Knowledge;
import io.github.connectionpool.finding.Advisor;
import io.github.connectionpool.finding.ApplicationAdvice;
import io.github.connectionpool.finding.PoolTimeouts;
import io.github.connectionpool.leak.Evictor;
import io.github.connectionpool.leak.Reporter;
import io.github.connectionpool.leak.Watcher;
import io.github.connectionpool.pgbouncer.OtherEnds;

/**
 * Makes what only people ask for when the first of them asks, which spares the start its
 * classes. Not as lazy beans: to make one takes a lock of Spring's that another thread
 * may hold while it makes a bean that waits for a connection.
 */
final class LateKnowledge {

	private LateKnowledge() {
	}

	static Supplier<Knowledge> of(Watcher watcher, Reporter reporter, OtherEnds ends, ApplicationAdvice advice,
			EventPublisher events, @Nullable Integer instances, ConfigurableApplicationContext context) {
		SingletonSupplier<Knowledge> knowledge = SingletonSupplier.of(() -> {
			SpringTimeouts spring = new SpringTimeouts(context.getBeanFactory(), context.getEnvironment());
			PoolTimeouts timeouts = new PoolTimeouts(ends, spring::queryTimeout, spring::transactionTimeout,
					(pool) -> BoundProperties.prefix(context, pool));
			Advisor advisor = new Advisor(watcher, ends, timeouts, advice, instances);
			Evictor evictor = new Evictor(reporter, new EvictionAlert(events));
			return new Knowledge(watcher, reporter, ends, timeouts, advisor, evictor, instances);
		});
		return knowledge::obtain;
	}

}

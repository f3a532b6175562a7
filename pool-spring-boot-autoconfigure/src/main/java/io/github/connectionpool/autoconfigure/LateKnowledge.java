package io.github.connectionpool.autoconfigure;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

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
 * may hold while it makes a bean that waits for a connection. Thread-safe.
 */
final class LateKnowledge implements Supplier<Knowledge> {

	private final Watcher watcher;

	private final Reporter reporter;

	private final OtherEnds ends;

	private final ApplicationAdvice advice;

	private final EventPublisher events;

	private final @Nullable Integer instances;

	private final ConfigurableApplicationContext context;

	private volatile @Nullable Knowledge knowledge;

	LateKnowledge(Watcher watcher, Reporter reporter, OtherEnds ends, ApplicationAdvice advice, EventPublisher events,
			@Nullable Integer instances, ConfigurableApplicationContext context) {
		this.watcher = watcher;
		this.reporter = reporter;
		this.ends = ends;
		this.advice = advice;
		this.events = events;
		this.instances = instances;
		this.context = context;
	}

	@Override
	public Knowledge get() {
		Knowledge knowledge = this.knowledge;
		if (knowledge == null) {
			// two who ask at once may each make one, which know the same
			knowledge = make();
			this.knowledge = knowledge;
		}
		return knowledge;
	}

	private Knowledge make() {
		SpringTimeouts spring = new SpringTimeouts(this.context.getBeanFactory(), this.context.getEnvironment());
		PoolTimeouts timeouts = new PoolTimeouts(this.ends, spring::queryTimeout, spring::transactionTimeout,
				(pool) -> BoundProperties.prefix(this.context, pool));
		Advisor advisor = new Advisor(this.watcher, this.ends, timeouts, this.advice, this.instances);
		Evictor evictor = new Evictor(this.reporter, new EvictionAlert(this.events));
		return new Knowledge(this.watcher, this.reporter, this.ends, timeouts, advisor, evictor, this.instances);
	}

}

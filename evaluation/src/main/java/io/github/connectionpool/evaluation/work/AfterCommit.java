package io.github.connectionpool.evaluation.work;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.event.TransactionalEventListenerFactory;

/**
 * The listener that runs after the commit of the transaction in which its event was
 * published.
 */
@Configuration(proxyBeanMethods = false)
class AfterCommit {

	@Bean
	static TransactionalEventListenerFactory transactionalEventListenerFactory() {
		return new TransactionalEventListenerFactory();
	}

	@Bean
	Listener afterCommitListener() {
		return new Listener();
	}

	/** Does the work that the event carries. */
	static class Listener {

		@TransactionalEventListener
		void onCommit(Committed event) throws Exception {
			event.job().run();
		}

	}

	/**
	 * The event.
	 *
	 * @param job the work of the listener
	 */
	record Committed(Job job) {

	}

}

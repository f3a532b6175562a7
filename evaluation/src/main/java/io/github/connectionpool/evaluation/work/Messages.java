package io.github.connectionpool.evaluation.work;

import java.util.concurrent.atomic.AtomicInteger;

import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.broker.BrokerService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.annotation.JmsListener;

/**
 * A broker inside the application, and the listener in which scenarios run.
 */
@Configuration(proxyBeanMethods = false)
class Messages {

	static final String QUEUE = "work";

	private static final AtomicInteger brokers = new AtomicInteger();

	/** Several applications may run in the JVM, each with its own. */
	private final String broker = "evaluation-" + brokers.incrementAndGet();

	@Bean(initMethod = "start", destroyMethod = "stop")
	BrokerService broker() {
		BrokerService broker = new BrokerService();
		broker.setBrokerName(this.broker);
		broker.setPersistent(false);
		broker.setUseJmx(false);
		broker.setUseShutdownHook(false);
		broker.setSchedulerSupport(false);
		return broker;
	}

	@Bean
	@SuppressWarnings("unused")
	ActiveMQConnectionFactory connectionFactory(BrokerService started) {
		ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://" + this.broker + "?create=false");
		// a message must not wait behind one that is worked on for long
		factory.getPrefetchPolicy().setQueuePrefetch(0);
		return factory;
	}

	@Bean
	Listener listener(Jobs.OfTasks tasks) {
		return new Listener(tasks);
	}

	/** Works on one message after the other. */
	static class Listener {

		private final Jobs.OfTasks tasks;

		Listener(Jobs.OfTasks tasks) {
			this.tasks = tasks;
		}

		@JmsListener(destination = QUEUE, concurrency = "4-40")
		void receive(String id) throws Exception {
			this.tasks.take(id).run();
		}

	}

}

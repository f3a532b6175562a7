package io.github.connectionpool.internal.worker;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.connectionpool.internal.capture.CallSites;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stacks of threads of clients that need a broker, and of frameworks that wait within a
 * task, recorded without their uppermost frames.
 */
class RecordedWorkersTests {

	private static final CallSites CALL_SITES = new CallSites(List.of("com.shop"));

	private static final String WAIT = "jdk.internal.misc.Unsafe.park";

	private static final String[] KAFKA = {
			"org.springframework.kafka.listener.KafkaMessageListenerContainer$ListenerConsumer.pollAndInvoke",
			"org.springframework.kafka.listener.KafkaMessageListenerContainer$ListenerConsumer.run",
			"java.util.concurrent.CompletableFuture$AsyncRun.run", "java.lang.Thread.run" };

	private static final String[] RABBIT = {
			"org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer.receiveAndExecute",
			"org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer$AsyncMessageProcessingConsumer.mainLoop",
			"org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer$AsyncMessageProcessingConsumer.run",
			"java.lang.Thread.run" };

	private static final String[] ACTIVEMQ = { "org.apache.activemq.thread.DedicatedTaskRunner.runTask",
			"org.apache.activemq.thread.DedicatedTaskRunner$1.run" };

	private static final String[] DEBEZIUM = { "io.example.Engine.pollRecords", "io.example.Engine.run",
			"java.util.concurrent.FutureTask.run", "java.util.concurrent.ThreadPoolExecutor.runWorker",
			"java.util.concurrent.ThreadPoolExecutor$Worker.run", "java.lang.Thread.run" };

	private static final String[] BATCH = {
			"org.springframework.batch.infrastructure.repeat.support.RepeatTemplate.iterate",
			"org.springframework.batch.core.step.tasklet.TaskletStep.doExecute",
			"org.springframework.batch.core.step.AbstractStep.execute",
			"org.springframework.batch.core.job.SimpleStepHandler.handleStep",
			"org.springframework.batch.core.job.AbstractJob.execute",
			"org.springframework.batch.core.launch.support.TaskExecutorJobLauncher$1.run",
			"org.springframework.scheduling.quartz.QuartzJobBean.execute", "org.quartz.core.JobRunShell.run",
			"org.quartz.simpl.SimpleThreadPool$WorkerThread.run" };

	static Stream<Recorded> workers() {
		return Stream.of(new Recorded("Kafka", with(KAFKA, "com.shop.Orders.find", "com.shop.Listener.received",
				"org.springframework.kafka.listener.KafkaMessageListenerContainer$ListenerConsumer.invokeListener"),
				with(KAFKA, "sun.nio.ch.EPoll.wait", "sun.nio.ch.SelectorImpl.select",
						"org.apache.kafka.common.network.Selector.select",
						"org.apache.kafka.clients.consumer.KafkaConsumer.poll",
						"org.springframework.kafka.listener.KafkaMessageListenerContainer$ListenerConsumer.pollConsumer")),
				new Recorded("RabbitMQ", with(RABBIT, "com.shop.Orders.find", "com.shop.Listener.received",
						"org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer.doReceiveAndExecute"),
						with(RABBIT, WAIT, "java.util.concurrent.LinkedBlockingQueue.poll",
								"org.springframework.amqp.rabbit.listener.BlockingQueueConsumer.nextMessage")),
				new Recorded("ActiveMQ",
						with(ACTIVEMQ, "com.shop.Orders.find", "com.shop.Listener.onMessage",
								"org.apache.activemq.ActiveMQMessageConsumer.dispatch",
								"org.apache.activemq.ActiveMQSessionExecutor.iterate"),
						with(ACTIVEMQ, "java.lang.Object.wait")));
	}

	@ParameterizedTest
	@MethodSource("workers")
	void aClientsThreadThatWaitsForMessagesHasLeftTheWorkAndItsPlaceCanBeLearned(Recorded recorded) {
		assertThat(WorkerStacks.hasLeftForALoop(recorded.borrow(), recorded.now(), CALL_SITES)).isTrue();
		String place = IdlePlaces.of(recorded.now(), CALL_SITES);
		IdlePlaces places = new IdlePlaces();
		assertThat(place).isNotNull();
		places.seen(place);
		assertThat(places.isKnown(place)).isFalse();
		places.seen(place);
		assertThat(places.isKnown(place)).isTrue();
	}

	@ParameterizedTest
	@MethodSource("workers")
	void aClientsThreadThatWaitsWithinTheWorkHasNotLeftIt(Recorded recorded) {
		StackTraceElement[] waits = Stream.concat(Stream.of(frame(WAIT)), Stream.of(recorded.borrow()))
			.toArray(StackTraceElement[]::new);
		assertThat(WorkerStacks.hasLeftForALoop(recorded.borrow(), waits, CALL_SITES)).isFalse();
		assertThat(IdlePlaces.of(waits, CALL_SITES)).isNull();
	}

	static Stream<Recorded> innocents() {
		return Stream.of(
				// between two items of a step that reads through a cursor
				new Recorded("Spring Batch",
						with(BATCH, "com.shop.Reader.open", "org.springframework.batch.core.step.Step.open"),
						with(BATCH, "java.lang.Thread.sleep", "org.springframework.retry.backoff.Sleeper.sleep")),
				// a loop of the application
				new Recorded("a consumer of one's own",
						with(new String[] { "com.shop.Consumer.run", "java.lang.Thread.run" }, "com.shop.Orders.find"),
						with(new String[] { "com.shop.Consumer.run", "java.lang.Thread.run" }, "sun.nio.ch.EPoll.wait",
								"org.apache.kafka.clients.consumer.KafkaConsumer.poll")),
				// a library that borrows by itself
				new Recorded("a library's own connection", with(DEBEZIUM, "io.example.Store.open"),
						with(DEBEZIUM, WAIT)),
				// runs, and may go on in any way
				new Recorded("a thread that runs", with(KAFKA, "com.shop.Orders.find"),
						with(KAFKA, "org.apache.kafka.clients.consumer.KafkaConsumer.poll")));
	}

	@ParameterizedTest
	@MethodSource("innocents")
	void whatMayStillBeItsWorkHasNotBeenLeft(Recorded recorded) {
		assertThat(WorkerStacks.hasLeftForALoop(recorded.borrow(), recorded.now(), CALL_SITES)).isFalse();
	}

	/** The frames of a loop, and those above. */
	private static StackTraceElement[] with(String[] loop, String... above) {
		return Stream.concat(Stream.of(above), Stream.of(loop))
			.map(RecordedWorkersTests::frame)
			.toArray(StackTraceElement[]::new);
	}

	private static StackTraceElement frame(String method) {
		int dot = method.lastIndexOf('.');
		boolean waits = method.equals(WAIT) || method.endsWith(".wait") || method.endsWith(".sleep");
		return new StackTraceElement(method.substring(0, dot), method.substring(dot + 1), null, waits ? -2 : 1);
	}

	private static final class Recorded {

		private final String name;

		private final StackTraceElement[] borrow;

		private final StackTraceElement[] now;

		Recorded(String name, StackTraceElement[] borrow, StackTraceElement[] now) {
			this.name = name;
			this.borrow = borrow;
			this.now = now;
		}

		StackTraceElement[] borrow() {
			return this.borrow.clone();
		}

		StackTraceElement[] now() {
			return this.now.clone();
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}

package io.github.connectionpool.alert;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.connectionpool.TestPools;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class EventPublisherTests {

	private static final int CAPACITY = 256;

	private final List<Object> delivered = new CopyOnWriteArrayList<>();

	private final List<Thread> threads = new CopyOnWriteArrayList<>();

	private final CountDownLatch listening = new CountDownLatch(1);

	private final CountDownLatch release = new CountDownLatch(1);

	private final CountDownLatch interrupted = new CountDownLatch(1);

	private final EventPublisher events = new EventPublisher(this::listen);

	@AfterEach
	void close() {
		this.release.countDown();
		this.events.close();
	}

	@Test
	void deliversInTheOrderOfTheEvents() {
		List<Object> published = List.of(1, 2, 3);
		published.forEach(this.events::publish);
		TestPools.await().until(() -> this.delivered.equals(published));
	}

	@Test
	void deliversOnANamedDaemonOfItsOwn() {
		this.events.publish("event");
		TestPools.await().until(() -> !this.delivered.isEmpty());
		assertThat(this.threads).singleElement().satisfies((thread) -> {
			assertThat(thread).isNotSameAs(Thread.currentThread());
			assertThat(thread.getName()).isEqualTo("connectionpool-events");
			assertThat(thread.isDaemon()).isTrue();
		});
	}

	@Test
	void aListenerThatBlocksDoesNotBlockThePublisher() throws Exception {
		this.events.publish("block");
		this.listening.await();
		this.events.publish("next");
		assertThat(this.delivered).isEmpty();
		this.release.countDown();
		TestPools.await().until(() -> this.delivered.equals(List.of("block", "next")));
	}

	@Test
	void aListenerThatFailsIsLoggedAndDoesNotKeepTheNextEventBack(CapturedOutput output) {
		this.events.publish(new IllegalStateException("the listener is broken"));
		this.events.publish(new NoSuchMethodError("the listener does not link"));
		this.events.publish("next");
		TestPools.await().until(() -> this.delivered.contains("next"));
		assertThat(output).contains("A listener failed on the event IllegalStateException")
			.contains("the listener is broken")
			.contains("A listener failed on the event NoSuchMethodError");
	}

	@Test
	void whatFindsTheQueueFullIsDroppedAndLoggedOnce(CapturedOutput output) throws Exception {
		this.events.publish("block");
		this.listening.await();
		IntStream.range(0, CAPACITY).forEach(this.events::publish);
		assertThat(output).doesNotContain("being dropped");
		IntStream.range(0, 10).forEach((i) -> this.events.publish("too many"));
		assertThat(output.toString().split("are being dropped", -1)).hasSize(2);
		this.release.countDown();
		TestPools.await().until(() -> this.delivered.size() == 1 + CAPACITY);
		this.events.publish("afterwards");
		TestPools.await().until(() -> this.delivered.contains("afterwards"));
		assertThat(this.delivered).hasSize(1 + CAPACITY + 1).doesNotContain("too many");
	}

	@Test
	void closingInterruptsAListenerAndDropsTheRestSilently(CapturedOutput output) throws Exception {
		this.events.publish("block");
		this.listening.await();
		this.events.publish("next");
		this.events.close();
		this.interrupted.await();
		this.events.publish("too late");
		TestPools.await().until(() -> !this.threads.get(0).isAlive());
		assertThat(this.delivered).containsExactly("block");
		assertThat(output).doesNotContain("being dropped");
	}

	private void listen(Object event) {
		if (event instanceof RuntimeException failure) {
			throw failure;
		}
		if (event instanceof Error failure) {
			throw failure;
		}
		this.threads.add(Thread.currentThread());
		if (event.equals("block")) {
			this.listening.countDown();
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				this.interrupted.countDown();
			}
		}
		this.delivered.add(event);
	}

}

package io.github.connectionpool.autoconfigure;

import java.util.HashMap;
import java.util.Map;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;

import io.github.connectionpool.Loans;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.WorkUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Messages as their listeners observe them, in the registry that Spring Boot configures.
 */
@SuppressWarnings({ "try", "deprecation" }) // a scope is there to be closed, and others
											// still reset it
class ObservedMessageTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(DataSourceAutoConfiguration.class, ConnectionPoolAutoConfiguration.class,
						ConnectionPoolContextAutoConfiguration.class, ObservationAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:message-work")
		.withBean(Loans.class);

	@AfterEach
	void nothingIsLeftOnTheThread() {
		assertThat(WorkUnit.current()).isNull();
	}

	@Test
	void aReceivedMessageIsAUnit() {
		run((registry, loans) -> {
			message(registry).observe(() -> {
				loans.take("message");
				assertThat(loans.work("message").hasEnded()).isFalse();
			});
			assertThat(loans.work("message").hasEnded()).isTrue();
			assertThat(loans.work("message").name()).isEqualTo("an observed orders.process");
		});
	}

	@Test
	void eachMessageIsItsOwn() {
		run((registry, loans) -> {
			message(registry).observe(() -> loans.take("first"));
			message(registry).observe(() -> loans.take("second"));
			assertThat(loans.work("second")).isNotSameAs(loans.work("first"));
		});
	}

	@Test
	void aMessageWhoseListenerThrowsEnds() {
		run((registry, loans) -> {
			assertThatIllegalStateException().isThrownBy(() -> message(registry).observe((Runnable) () -> {
				loans.take("message");
				throw new IllegalStateException("listener");
			})).withMessage("listener");
			assertThat(loans.work("message").hasEnded()).isTrue();
		});
	}

	@Test
	void sendingWithinAMessageIsPartOfIt() {
		run((registry, loans) -> message(registry).observe(() -> {
			sending(registry).observe(() -> loans.take("sent"));
			loans.take("message");
			assertThat(loans.work("sent")).isSameAs(loans.work("message"));
			assertThat(loans.work("message").hasEnded()).isFalse();
		}));
	}

	@Test
	void sendingIsNoUnit() {
		run((registry, loans) -> {
			sending(registry).observe(() -> loans.take("sent"));
			assertThat(loans.workIfAny("sent")).isNull();
		});
	}

	@Test
	void aMessageEndsWhenItIsStoppedAndNotWhenItsScopeIsClosed() {
		run((registry, loans) -> {
			Observation message = message(registry).start();
			try (Observation.Scope scope = message.openScope()) {
				loans.take("message");
			}
			assertThat(WorkUnit.current()).isNull();
			assertThat(loans.work("message").hasEnded()).isFalse();
			message.stop();
			assertThat(loans.work("message").hasEnded()).isTrue();
		});
	}

	@Test
	void aMessageThatIsStoppedOnAnotherThreadEnds() {
		run((registry, loans) -> {
			Observation message = message(registry).start();
			message.scoped(() -> loans.take("message"));
			onAnotherThread(message::stop);
			assertThat(loans.work("message").hasEnded()).isTrue();
		});
	}

	@Test
	void aMessageWhoseScopeIsClosedOnAnotherThreadEndsAndIsNotThatOfWhatComesNext() {
		run((registry, loans) -> {
			Observation message = message(registry).start();
			Observation.Scope scope = message.openScope();
			loans.take("message");
			onAnotherThread(scope::close);
			message.stop();
			registry.setCurrentObservationScope(null);
			assertThat(loans.work("message").hasEnded()).isTrue();
			loans.take("outside");
			assertThat(loans.workIfAny("outside")).isNull();
			message(registry).observe(() -> loans.take("next"));
			assertThat(loans.work("next")).isNotSameAs(loans.work("message"));
			assertThat(loans.work("next").hasEnded()).isTrue();
		});
	}

	@Test
	void aMessageThatIsStoppedElsewhereWhileItsScopeIsOpenIsNotThatOfWhatComesNext() {
		run((registry, loans) -> {
			Observation message = message(registry).start();
			try (Observation.Scope scope = message.openScope()) {
				onAnotherThread(message::stop);
				loans.take("after the end");
				assertThat(loans.workIfAny("after the end")).isNull();
			}
		});
	}

	/** As the propagation of contexts does. */
	@Test
	void aScopeThatIsResetAndMadeCurrentAgainIsBoundOnce() {
		run((registry, loans) -> {
			Observation message = message(registry).start();
			try (Observation.Scope scope = message.openScope()) {
				scope.reset();
				loans.take("reset");
				assertThat(loans.workIfAny("reset")).isNull();
				scope.makeCurrent();
				scope.makeCurrent();
				loans.take("message");
			}
			loans.take("outside");
			assertThat(loans.workIfAny("outside")).isNull();
			message.stop();
			assertThat(loans.work("message").hasEnded()).isTrue();
		});
	}

	@Test
	void aMessageGoesOnOnTheThreadItsScopeIsOpenedOn() {
		run((registry, loans) -> {
			Observation message = message(registry).start();
			onAnotherThread(() -> message.scoped(() -> loans.take("elsewhere")));
			assertThat(loans.work("elsewhere").hasEnded()).isFalse();
			message.stop();
			assertThat(loans.work("elsewhere").hasEnded()).isTrue();
		});
	}

	private static Observation message(ObservationRegistry registry) {
		return Observation.createNotStarted("orders.process",
				() -> new ReceiverContext<Map<String, String>>((carrier, key) -> carrier.get(key)), registry);
	}

	private static Observation sending(ObservationRegistry registry) {
		return Observation.createNotStarted("orders.send", () -> {
			SenderContext<Map<String, String>> context = new SenderContext<>((carrier, key, value) -> {
				if (carrier != null) {
					carrier.put(key, value);
				}
			});
			context.setCarrier(new HashMap<>());
			return context;
		}, registry);
	}

	private static void onAnotherThread(Runnable task) throws Exception {
		assertThat(TestPools.onThread("other", () -> {
			task.run();
			return String.valueOf(WorkUnit.current());
		})).isEqualTo("null");
	}

	private void run(Messages messages) {
		ContextConsumer<AssertableApplicationContext> consumer = (context) -> {
			Loans loans = context.getBean(Loans.class);
			try {
				messages.receive(context.getBean(ObservationRegistry.class), loans);
			}
			finally {
				loans.giveBack();
			}
		};
		this.contextRunner.run(consumer);
	}

	@FunctionalInterface
	private interface Messages {

		void receive(ObservationRegistry registry, Loans loans) throws Exception;

	}

}

package io.github.connectionpool.sample.scenario;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class ScenarioLauncherTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private final ScenarioLauncher launcher = new ScenarioLauncher();

	private final Sleeper sleeper = new Sleeper();

	@AfterEach
	void stop() {
		this.launcher.destroy();
	}

	@Test
	void noMoreThanFiftyRunAtOnce() {
		this.launcher.launch(this.sleeper, LONG, 49);
		assertThatExceptionOfType(ResponseStatusException.class)
			.isThrownBy(() -> this.launcher.launch(this.sleeper, LONG, 2))
			.withMessageContaining("49 are running");
		this.launcher.launch(this.sleeper, LONG, 1);
		await().atMost(Duration.ofMinutes(1)).until(() -> this.sleeper.running.get() == 50);
	}

	@Test
	void oneThatIsOverMakesRoomForAnother() {
		this.launcher.launch(this.sleeper, Duration.ofMillis(1), 50);
		await().atMost(Duration.ofMinutes(1))
			.untilAsserted(() -> this.launcher.launch(this.sleeper, Duration.ofMillis(1), 50));
	}

	@Test
	void allEndWithTheApplication() {
		this.launcher.launch(this.sleeper, LONG, 3);
		await().atMost(Duration.ofMinutes(1)).until(() -> this.sleeper.running.get() == 3);
		this.launcher.destroy();
		await().atMost(Duration.ofMinutes(1)).until(() -> this.sleeper.running.get() == 0);
	}

	private static final class Sleeper implements LongScenario {

		private final AtomicInteger running = new AtomicInteger();

		@Override
		public String name() {
			return "sleeper";
		}

		@Override
		public String description() {
			return "Sleeps.";
		}

		@Override
		public void run(Duration time) {
			this.running.incrementAndGet();
			try {
				TimeBox.sleep(time);
			}
			finally {
				this.running.decrementAndGet();
			}
		}

	}

}

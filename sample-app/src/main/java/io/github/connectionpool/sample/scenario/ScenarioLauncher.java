package io.github.connectionpool.sample.scenario;

import java.time.Duration;
import java.util.concurrent.Semaphore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Runs the long scenarios in the background, a bounded number of them at a time.
 */
@Component
final class ScenarioLauncher implements DisposableBean {

	static final int MOST_AT_ONCE = 50;

	private static final Logger logger = LoggerFactory.getLogger(ScenarioLauncher.class);

	private final Semaphore places = new Semaphore(MOST_AT_ONCE);

	private final SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("scenario-");

	ScenarioLauncher() {
		this.executor.setDaemon(true);
		this.executor.setCancelRemainingTasksOnClose(true);
		this.executor.setTaskTerminationTimeout(Duration.ofSeconds(1).toMillis());
	}

	void launch(LongScenario scenario, Duration time, int parallel) {
		if (!this.places.tryAcquire(parallel)) {
			throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS,
					"No more than %d scenarios run at once, and %d are running".formatted(MOST_AT_ONCE,
							MOST_AT_ONCE - this.places.availablePermits()));
		}
		for (int i = 0; i < parallel; i++) {
			this.executor.execute(() -> run(scenario, time));
		}
	}

	private void run(LongScenario scenario, Duration time) {
		try {
			scenario.run(time);
			logger.info("{} is over", scenario.name());
		}
		catch (RuntimeException ex) {
			logger.warn("{} failed: {}", scenario.name(), NestedExceptionUtils.getMostSpecificCause(ex).toString());
		}
		finally {
			this.places.release();
		}
	}

	@Override
	public void destroy() {
		this.executor.close();
	}

}

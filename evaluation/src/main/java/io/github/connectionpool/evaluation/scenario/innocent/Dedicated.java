package io.github.connectionpool.evaluation.scenario.innocent;

import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;

/**
 * A thread of the application has a connection of its own.
 */
@Label(truth = Truth.INNOCENT, borrows = "write",
		says = "The only thread of an executor borrows in its first task and uses that connection in each, every two seconds.")
public final class Dedicated implements Scenario {

	private static final Duration BETWEEN_TASKS = Duration.ofSeconds(2);

	private @Nullable Connection connection;

	@Override
	public void run(Run run) throws Exception {
		ExecutorService writer = run.executor(1);
		while (run.goesOn()) {
			writer.submit(() -> write(run)).get();
			run.pauseWithin(BETWEEN_TASKS);
		}
		writer.submit(this::close).get();
	}

	private boolean write(Run run) throws Exception {
		if (this.connection == null) {
			this.connection = run.dataSource().getConnection();
		}
		Sql.charge(this.connection, run.row());
		return true;
	}

	private boolean close() throws Exception {
		if (this.connection != null) {
			this.connection.close();
		}
		return true;
	}

}

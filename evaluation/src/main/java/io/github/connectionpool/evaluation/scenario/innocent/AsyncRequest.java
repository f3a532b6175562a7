package io.github.connectionpool.evaluation.scenario.innocent;

import java.sql.Connection;
import java.util.concurrent.CompletableFuture;

import io.github.connectionpool.evaluation.database.Orders;
import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;

/**
 * The handler has returned, and its request has not ended.
 */
@Label(truth = Truth.INNOCENT, borrows = "run",
		says = "A request ends long after its handler has returned; a worker uses its connection only at the end.")
public final class AsyncRequest implements Scenario {

	@Override
	public void run(Run run) throws Exception {
		CompletableFuture<Integer> found = new CompletableFuture<>();
		run.work().asyncRequest((end) -> {
			Connection connection = run.dataSource().getConnection();
			run.executor(1).execute(() -> {
				try (connection) {
					run.pauseToHorizon();
					found.complete(Orders.count(connection));
				}
				catch (Exception ex) {
					found.completeExceptionally(ex);
				}
				end.run();
			});
		});
		found.get();
	}

}

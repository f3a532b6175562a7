package io.github.connectionpool.evaluation.scenario.innocent;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import kotlinx.coroutines.Dispatchers;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.github.connectionpool.evaluation.database.Orders;
import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.Coroutines;
import io.github.connectionpool.evaluation.work.OnExecutor;
import io.github.connectionpool.evaluation.work.Steps;

/**
 * A connection is opened in one step of a chain and closed in another, in any thread.
 */
public final class Chain {

	private Chain() {
	}

	private static Connection open(DataSource dataSource) {
		try {
			return dataSource.getConnection();
		}
		catch (SQLException ex) {
			throw new CompletionException(ex);
		}
	}

	private static boolean count(Connection connection) {
		try {
			return Orders.count(connection) > 0;
		}
		catch (SQLException ex) {
			throw new CompletionException(ex);
		}
	}

	/** Of a {@code CompletableFuture}. */
	@Label(truth = Truth.INNOCENT, borrows = "open", pool = 3,
			says = "Nine CompletableFutures share a pool of three; each opens a connection and closes it half a second later.")
	public static final class OfFutures implements Scenario {

		private static final int CHAINS = 9;

		private static final int WORKERS = 3;

		private static final long LATER_MILLIS = 500;

		@Override
		public void run(Run run) throws Exception {
			ExecutorService workers = run.executor(WORKERS);
			// not the common pool, in which other scenarios may be at work
			Executor later = CompletableFuture.delayedExecutor(LATER_MILLIS, TimeUnit.MILLISECONDS, run.executor(1));
			CompletableFuture<?>[] chains = new CompletableFuture<?>[CHAINS];
			for (int i = 0; i < CHAINS; i++) {
				chains[i] = CompletableFuture.supplyAsync(() -> open(run.dataSource()), workers)
					.thenAcceptAsync(Steps::close, later);
			}
			CompletableFuture.allOf(chains).get();
		}

	}

	/** Of Reactor. */
	@Label(truth = Truth.INNOCENT, borrows = "open",
			says = "A Flux.using reads from its connection every three seconds, in changing threads, and closes it at the end.")
	public static final class OfFlux implements Scenario {

		private static final Duration PAUSE = Duration.ofSeconds(3);

		@Override
		public void run(Run run) {
			Flux.using(() -> open(run.dataSource()),
					(connection) -> Flux.interval(Duration.ZERO, PAUSE, Schedulers.boundedElastic())
						.onBackpressureDrop()
						.takeWhile((number) -> run.goesOn())
						.concatMap((number) -> Mono.fromCallable(() -> count(connection))
							.subscribeOn(Schedulers.boundedElastic())),
					Steps::close)
				.subscribeOn(Schedulers.boundedElastic())
				.blockLast();
		}

	}

	/** Of coroutines. */
	@Label(truth = Truth.INNOCENT, borrows = "open",
			says = "Coroutines, one every three seconds, use one connection, which the first of them opens and the last closes.")
	public static final class OfCoroutines implements Scenario {

		private static final Duration PAUSE = Duration.ofSeconds(3);

		@Override
		public void run(Run run) throws Exception {
			Executor coroutines = Coroutines.on(Dispatchers.getDefault());
			CompletableFuture<Connection> opened = new CompletableFuture<>();
			OnExecutor.run(coroutines, () -> opened.complete(open(run.dataSource())));
			while (run.goesOn()) {
				OnExecutor.run(coroutines, () -> count(opened.get()));
				run.pauseWithin(PAUSE);
			}
			OnExecutor.run(coroutines, () -> Steps.close(opened.get()));
		}

	}

}

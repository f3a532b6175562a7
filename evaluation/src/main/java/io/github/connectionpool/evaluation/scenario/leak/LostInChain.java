package io.github.connectionpool.evaluation.scenario.leak;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.Steps;

/**
 * A chain of steps opens a connection in the first, and the step that closes it never
 * comes.
 */
public final class LostInChain {

	private LostInChain() {
	}

	private static Connection open(DataSource dataSource) {
		try {
			return dataSource.getConnection();
		}
		catch (SQLException ex) {
			throw new CompletionException(ex);
		}
	}

	private static Connection fail(Connection connection) {
		throw new IllegalStateException("There is no rate for " + connection);
	}

	/** Of a {@code CompletableFuture}. */
	@Label(truth = Truth.LEAK, follows = LeakClass.LOST_ON_EXCEPTION, borrows = "open",
			says = "A CompletableFuture opens a connection, its second step fails, and its third would have closed it.")
	public static final class OfFuture implements Scenario {

		private final AtomicReference<CompletableFuture<Connection>> opened = new AtomicReference<>();

		@Override
		public void run(Run run) {
			ExecutorService workers = run.executor(2);
			CompletableFuture<Connection> first = CompletableFuture.supplyAsync(() -> open(run.dataSource()), workers);
			this.opened.set(first);
			run.expectFailure(() -> first.thenApplyAsync(LostInChain::fail, workers).thenAccept(Steps::close).get());
			run.workEnded();
		}

	}

	/** Of Reactor, by a time-out. */
	@Label(truth = Truth.LEAK, follows = LeakClass.LOST_ON_EXCEPTION, borrows = "openSlowly",
			says = "A Mono opens a connection too slowly; its time-out has cancelled the chain when the connection comes.")
	public static final class OfMono implements Scenario {

		private static final Duration SLOW = Duration.ofSeconds(2);

		private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

		@Override
		public void run(Run run) throws Exception {
			run.expectFailure(() -> Mono.fromCallable(() -> openSlowly(run))
				.subscribeOn(Schedulers.boundedElastic())
				.doOnNext(Steps::close)
				.block(SLOW.dividedBy(4)));
			this.ended.get();
			run.workEnded();
		}

		private Connection openSlowly(Run run) throws SQLException, InterruptedException {
			try {
				Connection connection = run.dataSource().getConnection();
				run.pause(SLOW);
				return connection;
			}
			finally {
				this.ended.complete(true);
			}
		}

	}

	/** Without a line. */
	@Label(truth = Truth.LEAK, follows = LeakClass.CHAINED_TEMPORARY, borrows = "run", unknownLine = true,
			says = "DataSource::getConnection is the task of an executor, and its future stays in a field.")
	public static final class OfReference implements Scenario {

		private final AtomicReference<Future<Connection>> opened = new AtomicReference<>();

		@Override
		public void run(Run run) throws Exception {
			Callable<Connection> task = run.dataSource()::getConnection;
			Future<Connection> future = run.executor(1).submit(task);
			this.opened.set(future);
			future.get();
			run.workEnded();
		}

	}

}

package io.github.connectionpool.evaluation.scenario.leak;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;

import javax.sql.DataSource;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.Threads;
import io.github.connectionpool.evaluation.work.VirtualThreads;

/**
 * The connection stays in a field that nothing clears when its work ends, so that it can
 * be reached for ever.
 */
public final class KeptInField {

	private KeptInField() {
	}

	/** A cache of the pages of each user. No code calls its {@code close}. */
	static class Sessions {

		private final Map<String, Connection> connections = new ConcurrentHashMap<>();

		int open(DataSource dataSource, String user) throws SQLException {
			Connection connection = dataSource.getConnection();
			this.connections.put(user, connection);
			try (Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery("select count(*) from orders")) {
				row.next();
				return row.getInt(1);
			}
		}

		void close(String user) throws SQLException {
			Connection connection = this.connections.remove(user);
			if (connection != null) {
				connection.close();
			}
		}

	}

	/** In a servlet request. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "A request puts its connection into a map of users, from which no code takes it.")
	public static final class InRequest implements Scenario {

		private final Sessions sessions = new Sessions();

		@Override
		public void run(Run run) throws Exception {
			run.work().request(() -> this.sessions.open(run.dataSource(), "user-1"));
			run.workEnded();
		}

	}

	/** In an asynchronous method. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "An @Async method leaves its connection in a map.")
	public static final class InAsync implements Scenario {

		private final Sessions sessions = new Sessions();

		@Override
		public void run(Run run) throws Exception {
			run.work().async(() -> this.sessions.open(run.dataSource(), "user-1"));
			run.workEnded();
		}

	}

	/** In a scheduled run. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "A @Scheduled run leaves its connection in a map.")
	public static final class InScheduledRun implements Scenario {

		private final Sessions sessions = new Sessions();

		@Override
		public void run(Run run) throws Exception {
			run.work().scheduledRun(() -> this.sessions.open(run.dataSource(), "user-1"));
			run.workEnded();
		}

	}

	/** In a message listener. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "A @JmsListener leaves its connection in a map.")
	public static final class InListener implements Scenario {

		private final Sessions sessions = new Sessions();

		@Override
		public void run(Run run) throws Exception {
			run.work().message(() -> this.sessions.open(run.dataSource(), "user-1"));
			run.workEnded();
		}

	}

	/** In an executor task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "A task of an executor of the application's own leaves its connection in a map; the worker idles.")
	public static final class InExecutorTask implements Scenario {

		private final Sessions sessions = new Sessions();

		@Override
		public void run(Run run) throws Exception {
			run.executor(1).submit(() -> this.sessions.open(run.dataSource(), "user-1")).get();
			run.workEnded();
		}

	}

	/** In a fork-join pool. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "A task of a fork-join pool leaves its connection in a map; the worker idles.")
	public static final class InForkJoinTask implements Scenario {

		private final Sessions sessions = new Sessions();

		@Override
		public void run(Run run) throws Exception {
			ForkJoinPool pool = new ForkJoinPool(2);
			run.atEnd(pool::shutdownNow);
			pool.submit(() -> this.sessions.open(run.dataSource(), "user-1")).get();
			run.workEnded();
		}

	}

	/** In a thread that ends. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "A thread leaves its connection in a map, and ends.")
	public static final class InThreadThatEnds implements Scenario {

		private final Sessions sessions = new Sessions();

		@Override
		public void run(Run run) throws Exception {
			Threads.run("importer", () -> this.sessions.open(run.dataSource(), "user-1"));
			run.workEnded();
		}

	}

	/** In a virtual thread. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open", virtualThreads = true,
			says = "A virtual thread leaves its connection in a map, and ends.")
	public static final class InVirtualThread implements Scenario {

		private final Sessions sessions = new Sessions();

		@Override
		public void run(Run run) throws Exception {
			VirtualThreads.run(() -> this.sessions.open(run.dataSource(), "user-1"));
			run.workEnded();
		}

	}

	/** By the thread. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "current",
			says = "A request leaves its connection in a ThreadLocal of a thread that goes back to the server.")
	public static final class InThreadLocal implements Scenario {

		// one for each run, which is an application of its own
		@SuppressWarnings("ThreadLocalUsage")
		private final ThreadLocal<Connection> current = new ThreadLocal<>();

		@Override
		public void run(Run run) throws Exception {
			run.work().request(() -> current(run.dataSource()).isValid(1));
			run.workEnded();
		}

		private Connection current(DataSource dataSource) throws SQLException {
			Connection connection = this.current.get();
			if (connection == null) {
				connection = dataSource.getConnection();
				this.current.set(connection);
			}
			return connection;
		}

	}

	/** In an asynchronous request. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "A request that ends three seconds after its handler leaves its connection in a map.")
	public static final class InAsyncRequest implements Scenario {

		private static final Duration LATER = Duration.ofSeconds(3);

		private final Sessions sessions = new Sessions();

		@Override
		public void run(Run run) throws Exception {
			run.work().asyncRequest((end) -> {
				this.sessions.open(run.dataSource(), "user-1");
				run.executor(1).execute(() -> {
					wait(run);
					end.run();
				});
			});
			run.workEnded();
		}

		private static void wait(Run run) {
			try {
				run.pause(LATER);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}

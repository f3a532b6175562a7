package io.github.connectionpool.evaluation.scenario.innocent;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.LongLivedConnections;
import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.OnExecutor;

/**
 * A connection holds an advisory lock, and a scheduler sends a heartbeat over it.
 */
public final class LockConnection {

	private LockConnection() {
	}

	/** The lock of one application. */
	static class Lock {

		private @Nullable Connection connection;

		void take(DataSource dataSource, int key, boolean mark) throws SQLException {
			Connection taken = dataSource.getConnection();
			if (mark) {
				LongLivedConnections.mark(taken, "the lock of the leader");
			}
			this.connection = taken;
			execute("select pg_advisory_lock(" + key + ")");
		}

		boolean execute(String sql) throws SQLException {
			Connection taken = this.connection;
			if (taken == null) {
				throw new IllegalStateException("There is no lock");
			}
			try (Statement statement = taken.createStatement()) {
				return statement.execute(sql);
			}
		}

		void release() throws SQLException {
			Connection taken = this.connection;
			if (taken != null) {
				taken.close();
			}
		}

	}

	private static void lead(Run run, Duration heartbeat, boolean mark) throws Exception {
		Lock lock = new Lock();
		OnExecutor.run(run.executor(1), () -> lock.take(run.dataSource(), run.row(), mark));
		ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
		run.atEnd(scheduler::shutdownNow);
		while (run.goesOn()) {
			run.pauseWithin(heartbeat);
			scheduler.schedule(() -> lock.execute("select 1"), 0, TimeUnit.SECONDS).get();
		}
		lock.execute("select pg_advisory_unlock_all()");
		lock.release();
	}

	/** With a heartbeat that is quick enough. */
	@Label(truth = Truth.INNOCENT, borrows = "take",
			says = "A task takes a lock on a connection over which a scheduler sends a heartbeat every five seconds.")
	public static final class QuickHeartbeat implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			lead(run, Duration.ofSeconds(5), false);
		}

	}

	/** With a heartbeat that is slow. */
	@Label(truth = Truth.HANDED_ON_IDLE, borrows = "take",
			says = "A task takes a lock on a connection over which a scheduler sends a heartbeat every 13 seconds.")
	public static final class SlowHeartbeat implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			lead(run, Duration.ofSeconds(13), false);
		}

	}

	/** With its connection marked. */
	@Label(truth = Truth.INNOCENT, borrows = "take",
			says = "A task takes a lock on a connection that it marks as long held; the only heartbeat comes at the end.")
	public static final class Marked implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			lead(run, run.horizon(), true);
		}

	}

}

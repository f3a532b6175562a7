package io.github.connectionpool.evaluation.scenario.innocent;

import java.sql.Connection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import org.springframework.jdbc.core.JdbcTemplate;

import io.github.connectionpool.evaluation.database.Orders;
import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.Threads;

/**
 * The holder of a connection waits for something else.
 */
public final class Waiting {

	private Waiting() {
	}

	/** For a row. */
	@Label(truth = Truth.INNOCENT, borrows = "run", pool = 2,
			says = "A request waits in the database for a row that the idle transaction of a task has locked.")
	public static final class ForRow implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			CountDownLatch locked = new CountDownLatch(1);
			Future<?> holder = run.executor(1)
				.submit(() -> Sql.transaction(run, run.dataSource()).execute((status) -> InTransaction.call(() -> {
					take(run);
					locked.countDown();
					run.pauseToHorizon();
					return true;
				})));
			locked.await();
			run.work().request(() -> take(run));
			holder.get();
		}

		private static void take(Run run) {
			new JdbcTemplate(run.dataSource()).update("update stock set quantity = quantity - 1 where id = ?",
					run.row());
		}

	}

	/** For a lock of the application. */
	@Label(truth = Truth.INNOCENT, borrows = "run",
			says = "A request has its connection and waits for a lock of Java's that another thread holds for long.")
	public static final class ForJavaLock implements Scenario {

		private final ReentrantLock lock = new ReentrantLock();

		@Override
		public void run(Run run) throws Exception {
			CountDownLatch locked = new CountDownLatch(1);
			Threads.start("stock-taking", () -> {
				this.lock.lock();
				try {
					locked.countDown();
					run.pauseToHorizon();
				}
				finally {
					this.lock.unlock();
				}
			});
			locked.await();
			run.work().request(() -> {
				try (Connection connection = run.dataSource().getConnection()) {
					Sql.charge(connection, run.row());
					this.lock.lock();
					try {
						Orders.count(connection);
					}
					finally {
						this.lock.unlock();
					}
				}
			});
		}

	}

	/** At a breakpoint. */
	@Label(truth = Truth.INNOCENT, borrows = "run",
			says = "The thread of an executor task is stopped in the middle, as a debugger would, and then goes on.")
	public static final class AtBreakpoint implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			run.executor(1).submit(() -> {
				try (Connection connection = run.dataSource().getConnection()) {
					while (run.goesOn()) {
						LockSupport.parkNanos(run.left().toNanos());
					}
					return Orders.count(connection);
				}
			}).get();
		}

	}

}

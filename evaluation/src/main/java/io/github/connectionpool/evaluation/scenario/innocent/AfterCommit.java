package io.github.connectionpool.evaluation.scenario.innocent;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.OnExecutor;

/**
 * A listener works after the commit, in the thread of the transaction, which gives its
 * connection back only then.
 */
public final class AfterCommit {

	private static final String CHARGE = "update orders set charged = true where id = ?";

	private AfterCommit() {
	}

	private static void charge(Run run, DataSource dataSource, Runnable then) {
		JdbcTemplate jdbc = new JdbcTemplate(dataSource);
		Sql.transaction(run, dataSource).executeWithoutResult((status) -> {
			jdbc.update(CHARGE, run.row());
			run.work().afterCommit(() -> {
				run.pauseToHorizon();
				then.run();
			});
		});
	}

	/** With the connection fetched at the beginning. */
	@Label(truth = Truth.INNOCENT, borrows = "charge",
			says = "In a task, a @TransactionalEventListener sleeps after the commit and queries again.")
	public static final class Eager implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			JdbcTemplate jdbc = new JdbcTemplate(run.dataSource());
			OnExecutor.run(run.executor(1), () -> charge(run, run.dataSource(), () -> jdbc.update(CHARGE, run.row())));
		}

	}

	/** With the connection fetched at the first statement. */
	@Label(truth = Truth.INNOCENT, borrows = "charge",
			says = "With connections fetched lazily, a @TransactionalEventListener sleeps after the commit and queries again.")
	public static final class Lazy implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			DataSource lazy = new LazyConnectionDataSourceProxy(run.dataSource());
			JdbcTemplate jdbc = new JdbcTemplate(lazy);
			OnExecutor.run(run.executor(1), () -> charge(run, lazy, () -> jdbc.update(CHARGE, run.row())));
		}

	}

	/** With a transaction of its own. */
	@Label(truth = Truth.INNOCENT, borrows = "charge", pool = 2,
			says = "With connections fetched lazily, a listener sleeps after the commit and writes in a transaction of its own.")
	public static final class RequiresNew implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			DataSource lazy = new LazyConnectionDataSourceProxy(run.dataSource());
			JdbcTemplate jdbc = new JdbcTemplate(lazy);
			OnExecutor.run(run.executor(1), () -> charge(run, lazy, () -> Sql.newTransaction(run, lazy)
				.executeWithoutResult((status) -> jdbc.update(CHARGE, run.row()))));
		}

	}

}

package io.github.connectionpool.evaluation.scenario.leak;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.connectionpool.evaluation.database.Orders;
import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.OnExecutor;

/**
 * A transaction does not end, or work after its end loses a connection.
 */
public final class AroundTransaction {

	private AroundTransaction() {
	}

	/** It is neither committed nor rolled back. */
	@Label(truth = Truth.LEAK, follows = LeakClass.EARLY_RETURN, borrows = "book",
			says = "A task begins a transaction by hand and returns early, so that it is neither committed nor rolled back.")
	public static final class NeverEnded implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			OnExecutor.run(run.executor(1), () -> book(run));
			run.workEnded();
		}

		private static void book(Run run) {
			PlatformTransactionManager transactions = run.work().transactionManager(run.dataSource());
			TransactionStatus status = transactions.getTransaction(new DefaultTransactionDefinition());
			int changed = new JdbcTemplate(run.dataSource()).update("update orders set charged = true where id = -1");
			if (changed == 0) {
				return;
			}
			transactions.commit(status);
		}

	}

	/** After the commit. */
	@Label(truth = Truth.LEAK, follows = LeakClass.BESIDE_TRANSACTION, borrows = "audit", pool = 2,
			says = "In a task, a @TransactionalEventListener takes a connection after the commit and leaves it in a list.")
	public static final class AfterCommit implements Scenario {

		private final List<Connection> audits = new CopyOnWriteArrayList<>();

		@Override
		public void run(Run run) throws Exception {
			OnExecutor.run(run.executor(1), () -> {
				JdbcTemplate jdbc = new JdbcTemplate(run.dataSource());
				new TransactionTemplate(run.work().transactionManager(run.dataSource()))
					.executeWithoutResult((status) -> {
						jdbc.update("update orders set charged = true where id = ?", run.row());
						run.work().afterCommit(() -> audit(run.dataSource()));
					});
			});
			run.workEnded();
		}

		private void audit(DataSource dataSource) throws SQLException {
			Connection connection = dataSource.getConnection();
			this.audits.add(connection);
			Orders.count(connection);
		}

	}

	/** With lazy fetch. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "count",
			says = "A task takes a connection that is fetched with its first statement, and leaves it in a list.")
	public static final class LazyFetch implements Scenario {

		private final List<Connection> connections = new CopyOnWriteArrayList<>();

		@Override
		public void run(Run run) throws Exception {
			DataSource lazy = new LazyConnectionDataSourceProxy(run.dataSource());
			OnExecutor.run(run.executor(1), () -> {
				Connection connection = lazy.getConnection();
				this.connections.add(connection);
				count(connection);
			});
			run.workEnded();
		}

		// The proxy borrows at the statement, so this method is the call site.
		private static void count(Connection connection) throws SQLException {
			try (Statement statement = connection.createStatement()) {
				statement.execute("select count(*) from orders");
			}
		}

	}

}

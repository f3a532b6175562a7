package io.github.connectionpool.evaluation.scenario.leak;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;

/**
 * Inside a transaction, a connection of its own is taken and not closed.
 */
@Label(truth = Truth.LEAK, follows = LeakClass.BESIDE_TRANSACTION, borrows = "audit", pool = 2,
		says = "In a request, the callback of a TransactionTemplate takes a connection of its own for an audit.")
public final class BesideTransaction implements Scenario {

	@Override
	public void run(Run run) throws Exception {
		run.work().request(() -> place(run.dataSource(), run.row()));
		run.workEnded();
	}

	private static void place(DataSource dataSource, int order) {
		JdbcTemplate jdbc = new JdbcTemplate(dataSource);
		new TransactionTemplate(new JdbcTransactionManager(dataSource)).executeWithoutResult((status) -> {
			jdbc.update("update orders set charged = true where id = ?", order);
			audit(dataSource);
		});
	}

	private static void audit(DataSource dataSource) {
		try {
			Connection connection = dataSource.getConnection();
			try (Statement statement = connection.createStatement()) {
				statement.execute("select count(*) from orders");
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

package io.github.connectionpool.evaluation.scenario.innocent;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.connectionpool.evaluation.database.Orders;
import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;

/**
 * What a persistence session that is open in view does with its connection.
 */
@Label(truth = Truth.INNOCENT, borrows = "openSession",
		says = "A request keeps the connection of its transaction while the view renders, and loads lazily at the end.")
public final class OpenInView implements Scenario {

	@Override
	public void run(Run run) throws Exception {
		run.work().request(() -> {
			Connection session = openSession(run.dataSource());
			try {
				JdbcTemplate jdbc = new JdbcTemplate(run.dataSource());
				Sql.transaction(run, run.dataSource())
					.executeWithoutResult(
							(status) -> jdbc.update("update orders set charged = true where id = ?", run.row()));
				run.pauseToHorizon();
				Orders.count(session);
			}
			finally {
				closeSession(run.dataSource());
			}
		});
	}

	private static Connection openSession(DataSource dataSource) throws SQLException {
		Connection connection = dataSource.getConnection();
		TransactionSynchronizationManager.bindResource(dataSource, new ConnectionHolder(connection));
		return connection;
	}

	private static void closeSession(DataSource dataSource) throws SQLException {
		ConnectionHolder holder = (ConnectionHolder) TransactionSynchronizationManager.unbindResource(dataSource);
		holder.getConnection().close();
	}

}

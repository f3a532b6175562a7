package io.github.connectionpool.evaluation.scenario.innocent;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.OnExecutor;

/**
 * A connection is borrowed inside the first of three transactions and read on in the next
 * two, by the same thread.
 */
@Label(truth = Truth.INNOCENT, borrows = "open", pool = 2,
		says = "A task opens a cursor inside the first of three transactions and reads on in the others, with long pauses.")
public final class Chunks implements Scenario {

	private static final int CHUNKS = 3;

	private static final Duration SPARE = Duration.ofSeconds(2);

	@Override
	public void run(Run run) throws Exception {
		OnExecutor.run(run.executor(1), () -> {
			Duration pause = run.horizon().minus(SPARE).dividedBy(CHUNKS - 1);
			ResultSet[] rows = new ResultSet[1];
			for (int i = 0; i < CHUNKS; i++) {
				Sql.transaction(run, run.dataSource()).executeWithoutResult((status) -> InTransaction.call(() -> {
					if (rows[0] == null) {
						rows[0] = open(run.dataSource());
					}
					rows[0].next();
					return new JdbcTemplate(run.dataSource()).update("update orders set note = ? where id = ?",
							rows[0].getString(1), run.row());
				}));
				if (i < CHUNKS - 1) {
					run.pause(pause);
				}
			}
			rows[0].getStatement().getConnection().close();
		});
	}

	private static ResultSet open(DataSource dataSource) throws SQLException {
		Connection connection = dataSource.getConnection();
		Statement statement = connection.createStatement();
		return statement.executeQuery("select note from orders order by id");
	}

}

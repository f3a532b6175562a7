package io.github.connectionpool.evaluation.scenario.learned;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Practised;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Truth;

/**
 * The connection is lost before its first statement. Beside it, another line of the same
 * request borrows twice as often and runs one.
 */
@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "prepare",
		says = "A request fails between the borrow and the first statement, where it never did before.")
public final class NoStatement implements Practised {

	private static final int EVERY = 3;

	private final Statements.Shelf shelf = new Statements.Shelf();

	private final AtomicInteger borrows = new AtomicInteger();

	@Override
	public void practise(Run run) throws Exception {
		run.work().request(() -> {
			boolean without = this.borrows.incrementAndGet() % EVERY == 0;
			(without ? prepare(run.dataSource()) : count(run.dataSource())).close();
		});
	}

	@Override
	public void run(Run run) throws Exception {
		run.work().request(() -> this.shelf.keep(prepare(run.dataSource())));
		run.workEnded();
	}

	private static Connection prepare(DataSource dataSource) throws SQLException {
		Connection connection = dataSource.getConnection();
		connection.setReadOnly(false);
		return connection;
	}

	private static Connection count(DataSource dataSource) throws SQLException {
		return Statements.run(dataSource.getConnection(), "select count(*) from stock");
	}

}

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
 * Two lines borrow in the same request and run the same statement. The rare one leaks.
 */
public final class TwoLines {

	private static final String SQL = "select quantity from stock where id = 1";

	private TwoLines() {
	}

	private static Connection usual(DataSource dataSource) throws SQLException {
		return Statements.run(dataSource.getConnection(), SQL);
	}

	private static Connection rare(DataSource dataSource) throws SQLException {
		return Statements.run(dataSource.getConnection(), SQL);
	}

	/** In a request. */
	private abstract static class InRequest implements Practised {

		private final Statements.Shelf shelf = new Statements.Shelf();

		private final AtomicInteger borrows = new AtomicInteger();

		private final int every;

		InRequest(int every) {
			this.every = every;
		}

		@Override
		public final void practise(Run run) throws Exception {
			run.work().request(() -> borrow(run.dataSource()).close());
		}

		private Connection borrow(DataSource dataSource) throws SQLException {
			return (this.borrows.incrementAndGet() % this.every == 0) ? rare(dataSource) : usual(dataSource);
		}

		@Override
		public final void run(Run run) throws Exception {
			run.work().request(() -> this.shelf.keep(rare(run.dataSource())));
			run.workEnded();
		}

		@Override
		public final Place place() {
			return Place.AMONG;
		}

	}

	/** One in 2. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "rare",
			says = "Of two lines with one statement, which borrow in turn, the second leaks.")
	public static final class OneInTwo extends InRequest {

		public OneInTwo() {
			super(2);
		}

	}

	/** One in 10. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "rare",
			says = "Of two lines with one statement, that which borrows one time in ten leaks.")
	public static final class OneInTen extends InRequest {

		public OneInTen() {
			super(10);
		}

	}

	/** One in 100. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "rare",
			says = "Of two lines with one statement, that which borrows one time in a hundred leaks.")
	public static final class OneInHundred extends InRequest {

		public OneInHundred() {
			super(100);
		}

	}

}

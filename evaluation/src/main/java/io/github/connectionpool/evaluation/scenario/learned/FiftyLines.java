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
 * One batch job, with one context, borrows at fifty lines. One of them leaks.
 */
public final class FiftyLines {

	private static final int LINES = 50;

	private FiftyLines() {
	}

	private static Connection leaking(DataSource dataSource) throws SQLException {
		return dataSource.getConnection();
	}

	/** Each on a line of its own. */
	private static Connection other(DataSource dataSource, int line) throws SQLException {
		return switch (line) {
			case 1 -> dataSource.getConnection();
			case 2 -> dataSource.getConnection();
			case 3 -> dataSource.getConnection();
			case 4 -> dataSource.getConnection();
			case 5 -> dataSource.getConnection();
			case 6 -> dataSource.getConnection();
			case 7 -> dataSource.getConnection();
			case 8 -> dataSource.getConnection();
			case 9 -> dataSource.getConnection();
			case 10 -> dataSource.getConnection();
			case 11 -> dataSource.getConnection();
			case 12 -> dataSource.getConnection();
			case 13 -> dataSource.getConnection();
			case 14 -> dataSource.getConnection();
			case 15 -> dataSource.getConnection();
			case 16 -> dataSource.getConnection();
			case 17 -> dataSource.getConnection();
			case 18 -> dataSource.getConnection();
			case 19 -> dataSource.getConnection();
			case 20 -> dataSource.getConnection();
			case 21 -> dataSource.getConnection();
			case 22 -> dataSource.getConnection();
			case 23 -> dataSource.getConnection();
			case 24 -> dataSource.getConnection();
			case 25 -> dataSource.getConnection();
			case 26 -> dataSource.getConnection();
			case 27 -> dataSource.getConnection();
			case 28 -> dataSource.getConnection();
			case 29 -> dataSource.getConnection();
			case 30 -> dataSource.getConnection();
			case 31 -> dataSource.getConnection();
			case 32 -> dataSource.getConnection();
			case 33 -> dataSource.getConnection();
			case 34 -> dataSource.getConnection();
			case 35 -> dataSource.getConnection();
			case 36 -> dataSource.getConnection();
			case 37 -> dataSource.getConnection();
			case 38 -> dataSource.getConnection();
			case 39 -> dataSource.getConnection();
			case 40 -> dataSource.getConnection();
			case 41 -> dataSource.getConnection();
			case 42 -> dataSource.getConnection();
			case 43 -> dataSource.getConnection();
			case 44 -> dataSource.getConnection();
			case 45 -> dataSource.getConnection();
			case 46 -> dataSource.getConnection();
			case 47 -> dataSource.getConnection();
			case 48 -> dataSource.getConnection();
			default -> dataSource.getConnection();
		};
	}

	/** In a scheduled run. */
	private abstract static class InBatch implements Practised {

		private final Statements.Shelf shelf = new Statements.Shelf();

		private final AtomicInteger borrows = new AtomicInteger();

		@Override
		public final void practise(Run run) throws Exception {
			run.work().scheduledRun(() -> {
				int line = this.borrows.incrementAndGet() % LINES;
				borrow(run.dataSource(), line).close();
			});
		}

		@Override
		public final void run(Run run) throws Exception {
			run.work().scheduledRun(() -> this.shelf.keep(borrow(run.dataSource(), 0)));
			run.workEnded();
		}

		private Connection borrow(DataSource dataSource, int line) throws SQLException {
			Connection connection = (line == 0) ? leaking(dataSource) : other(dataSource, line);
			return Statements.run(connection, sql(line));
		}

		abstract String sql(int line);

	}

	/** Each line has a statement of its own. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "leaking",
			says = "Of the fifty borrowing lines of a batch job, each with a statement of its own, one leaks.")
	public static final class OwnStatements extends InBatch {

		@Override
		String sql(int line) {
			return "select quantity as " + Words.of(line) + " from stock where id = 1";
		}

	}

	/** All lines have the same statement. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "leaking",
			says = "Of the fifty borrowing lines of a batch job, all with the same statement, one leaks.")
	public static final class OneStatement extends InBatch {

		@Override
		String sql(int line) {
			return "select quantity from stock where id = 1";
		}

		/** Three of fifty are shown. */
		@Override
		public Place place() {
			return Place.ANY;
		}

	}

}

package io.github.connectionpool.evaluation.scenario.learned;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Practised;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Truth;

/**
 * The text of the statement is built anew for each borrow. In the same request another
 * line borrows twice as often, with built statements as well.
 */
public final class BuiltSql {

	private static final int EVERY = 3;

	private static final int LONGEST = 400;

	private BuiltSql() {
	}

	private static Connection find(DataSource dataSource, String condition) throws SQLException {
		return Statements.run(dataSource.getConnection(), "select note from orders where " + condition);
	}

	private static Connection count(DataSource dataSource, String condition) throws SQLException {
		return Statements.run(dataSource.getConnection(), "select sum(quantity) from stock where " + condition);
	}

	/** In a request. */
	private abstract static class InRequest implements Practised {

		private final Statements.Shelf shelf = new Statements.Shelf();

		private final AtomicInteger borrows = new AtomicInteger();

		@Override
		public final void practise(Run run) throws Exception {
			run.work().request(() -> {
				int number = this.borrows.incrementAndGet();
				boolean rare = number % EVERY == 0;
				(rare ? find(run.dataSource(), condition(number)) : count(run.dataSource(), condition(number))).close();
			});
		}

		/** With a text that was never run before. */
		@Override
		public final void run(Run run) throws Exception {
			run.work().request(() -> this.shelf.keep(find(run.dataSource(), condition(2 * Practised.BORROWS + 1))));
			run.workEnded();
		}

		abstract String condition(int number);

	}

	private static String list(int first, int length) {
		return IntStream.range(first, first + length).mapToObj(Integer::toString).collect(Collectors.joining(", "));
	}

	/** Other literals. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "find",
			says = "A request builds its SQL with other literals each time, and its connection stays in a list.")
	public static final class Literals extends InRequest {

		@Override
		String condition(int number) {
			return "id = " + number + " and 'it''s " + Words.of(number) + "' <> ''";
		}

	}

	/** Lists of other lengths. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "find",
			says = "A request builds an IN list of another length each time, and its connection stays in a list.")
	public static final class Lists extends InRequest {

		@Override
		String condition(int number) {
			return "id in (" + list(number, 1 + number % LONGEST) + ") and id > 0";
		}

	}

	/** Other conditions. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "find",
			says = "A request joins the conditions of a search with OR, as many as there are words.")
	public static final class Conditions extends InRequest {

		@Override
		String condition(int number) {
			return IntStream.rangeClosed(0, number % 4)
				.mapToObj((i) -> "id = " + (number + i))
				.collect(Collectors.joining(" or "));
		}

	}

}

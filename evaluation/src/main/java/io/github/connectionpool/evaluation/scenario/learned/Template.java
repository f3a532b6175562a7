package io.github.connectionpool.evaluation.scenario.learned;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Practised;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Truth;

/**
 * Spring's templates with named parameters, which make a new string for each call. A
 * stream is not closed. In the same request another line borrows twice as often.
 */
public final class Template {

	private static final int EVERY = 3;

	private static final String NOTES = "select note from orders where id = :id";

	private static final String STOCK = "select note from orders where id > :id limit 1";

	private Template() {
	}

	/** In a request. */
	private abstract static class InRequest implements Practised {

		private final Statements.Shelf shelf = new Statements.Shelf();

		private final AtomicInteger borrows = new AtomicInteger();

		@Override
		public final void practise(Run run) throws Exception {
			run.work().request(() -> {
				boolean rare = this.borrows.incrementAndGet() % EVERY == 0;
				(rare ? notes(run.dataSource()) : stock(run.dataSource())).close();
			});
		}

		@Override
		public final void run(Run run) throws Exception {
			run.work().request(() -> {
				Iterator<String> notes = notes(run.dataSource()).iterator();
				this.shelf.keep(notes);
				notes.next();
			});
			run.workEnded();
		}

		abstract Stream<String> notes(DataSource dataSource);

		abstract Stream<String> stock(DataSource dataSource);

	}

	/** A named parameter template. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "notes",
			says = "A request does not close a stream of a NamedParameterJdbcTemplate.")
	public static final class NamedParameters extends InRequest {

		@Override
		Stream<String> notes(DataSource dataSource) {
			return new NamedParameterJdbcTemplate(dataSource).queryForStream(NOTES, Map.of("id", 1),
					(row, number) -> row.getString(1));
		}

		@Override
		Stream<String> stock(DataSource dataSource) {
			return new NamedParameterJdbcTemplate(dataSource).queryForStream(STOCK, Map.of("id", 1),
					(row, number) -> row.getString(1));
		}

	}

	/** A client. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "notes",
			says = "A request does not close a stream of a JdbcClient.")
	public static final class Client extends InRequest {

		@Override
		Stream<String> notes(DataSource dataSource) {
			return JdbcClient.create(dataSource).sql(NOTES).param("id", 1).query(String.class).stream();
		}

		@Override
		Stream<String> stock(DataSource dataSource) {
			return JdbcClient.create(dataSource).sql(STOCK).param("id", 1).query(String.class).stream();
		}

	}

}

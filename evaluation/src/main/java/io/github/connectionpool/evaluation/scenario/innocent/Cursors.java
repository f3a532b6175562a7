package io.github.connectionpool.evaluation.scenario.innocent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.Stream;

import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.database.JdbcCursorItemReader;
import org.springframework.jdbc.core.JdbcTemplate;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.Persistence;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.OnExecutor;

/**
 * What a library hands out is read slowly, and holds its connection meanwhile.
 */
public final class Cursors {

	private static final Duration PAUSE = Duration.ofSeconds(3);

	private static final String PAYLOADS = "select payload from order_lines";

	private Cursors() {
	}

	private static void read(Run run, Iterator<?> rows) throws InterruptedException {
		while (run.goesOn() && rows.hasNext()) {
			rows.next();
			run.pauseWithin(PAUSE);
		}
	}

	/** A mapper of MyBatis. */
	public interface Lines {

		/**
		 * All lines.
		 * @return to be closed
		 */
		@Select(PAYLOADS)
		Cursor<String> payloads();

	}

	/** Of Spring Batch. */
	@Label(truth = Truth.INNOCENT, borrows = "run", pool = 2,
			says = "A scheduled task reads a JdbcCursorItemReader of Spring Batch and writes each item in a transaction of its own.")
	public static final class OfBatch implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			JdbcTemplate jdbc = new JdbcTemplate(run.dataSource());
			JdbcCursorItemReader<String> reader = new JdbcCursorItemReader<>(run.dataSource(), PAYLOADS,
					(row, number) -> row.getString(1));
			reader.setSaveState(false);
			run.work().scheduledTask(() -> {
				reader.open(new ExecutionContext());
				try {
					while (run.goesOn()) {
						String item = reader.read();
						Sql.transaction(run, run.dataSource())
							.executeWithoutResult((status) -> jdbc.update("update orders set note = ? where id = ?",
									item, run.row()));
						run.pauseWithin(PAUSE);
					}
				}
				finally {
					reader.close();
				}
			});
		}

	}

	/** Of MyBatis. */
	@Label(truth = Truth.INNOCENT, borrows = "run",
			says = "A request reads a MyBatis cursor, a row every three seconds.")
	public static final class OfMyBatis implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			Configuration configuration = new Configuration(
					new Environment("run", new JdbcTransactionFactory(), run.dataSource()));
			configuration.addMapper(Lines.class);
			run.work().request(() -> {
				try (SqlSession session = new SqlSessionFactoryBuilder().build(configuration).openSession();
						Cursor<String> rows = session.getMapper(Lines.class).payloads()) {
					read(run, rows.iterator());
				}
			});
		}

	}

	/** Of jOOQ. */
	@Label(truth = Truth.INNOCENT, borrows = "run",
			says = "An executor task reads a jOOQ cursor, a row every three seconds.")
	public static final class OfJooq implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			OnExecutor.run(run.executor(1), () -> {
				try (org.jooq.Cursor<Record> rows = DSL.using(run.dataSource(), SQLDialect.POSTGRES)
					.fetchLazy(PAYLOADS)) {
					read(run, rows.iterator());
				}
			});
		}

	}

	/** Of a template. */
	@Label(truth = Truth.INNOCENT, borrows = "run",
			says = "An @Async method reads JdbcTemplate.queryForStream, a row every three seconds, and closes it.")
	public static final class OfTemplate implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			run.work().async(() -> {
				try (Stream<String> rows = new JdbcTemplate(run.dataSource()).queryForStream(PAYLOADS,
						(row, number) -> row.getString(1))) {
					read(run, rows.iterator());
				}
			});
		}

	}

	/** Of COPY. */
	@Label(truth = Truth.INNOCENT, borrows = "run",
			says = "An executor task reads a COPY through the driver's own connection, a row every three seconds.")
	public static final class OfCopy implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			OnExecutor.run(run.executor(1), () -> {
				try (Connection connection = run.dataSource().getConnection()) {
					CopyOut copy = connection.unwrap(PGConnection.class)
						.getCopyAPI()
						.copyOut("copy order_lines to stdout");
					while (run.goesOn() && copy.readFromCopy() != null) {
						run.pauseWithin(PAUSE);
					}
					copy.cancelCopy();
				}
			});
		}

	}

	/** Of notifications. */
	@Label(truth = Truth.INNOCENT, borrows = "run",
			says = "A thread waits in getNotifications of the driver's own connection, again and again, where it has borrowed.")
	public static final class OfNotifications implements Scenario {

		private static final int WAIT_MILLIS = 1_000;

		@Override
		public void run(Run run) throws Exception {
			OnExecutor.run(run.executor(1), () -> {
				try (Connection connection = run.dataSource().getConnection()) {
					connection.createStatement().execute("listen orders");
					while (run.goesOn()) {
						connection.unwrap(PGConnection.class).getNotifications(WAIT_MILLIS);
					}
					connection.createStatement().execute("unlisten *");
				}
			});
		}

	}

	/** Of an entity manager. */
	@Label(truth = Truth.INNOCENT, borrows = "count",
			says = "A conversation keeps one EntityManager over several tasks, one every three seconds, and closes it.")
	public static final class OfEntityManager implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			SessionFactory factory = Persistence.factory(run);
			try (Session session = factory.openSession()) {
				do {
					OnExecutor.run(run.executor(1), () -> count(session));
					run.pauseWithin(PAUSE);
				}
				while (run.goesOn());
			}
		}

	}

	/** Of events. */
	@Label(truth = Truth.INNOCENT, borrows = "count",
			says = "A request is answered with events from another thread while the session that is open in view holds its connection.")
	public static final class OfEvents implements Scenario {

		private static final String END = "end";

		@Override
		public void run(Run run) throws Exception {
			SessionFactory factory = Persistence.factory(run);
			run.work().events((events) -> {
				Session session = factory.openSession();
				events.onCompletion(session::close);
				count(session);
				run.executor(1).execute(() -> {
					try {
						while (run.goesOn()) {
							events.send("still there");
							run.pauseWithin(PAUSE);
						}
						events.send(String.valueOf(count(session)));
						events.send(END);
						events.complete();
					}
					catch (IOException | InterruptedException | RuntimeException ex) {
						events.completeWithError(ex);
					}
				});
			}, END);
		}

	}

	private static Object count(Session session) {
		return session.createNativeQuery("select count(*) from orders", Long.class).getSingleResult();
	}

	/** Of an answer. */
	@Label(truth = Truth.INNOCENT, borrows = "open",
			says = "A request's StreamingResponseBody reads JdbcTemplate.queryForStream that its handler has opened.")
	public static final class OfAnswer implements Scenario {

		private static final String END = "end";

		@Override
		public void run(Run run) throws Exception {
			run.work().stream(() -> {
				Stream<String> rows = open(run);
				return (out) -> InTransaction.call(() -> {
					try (rows) {
						read(run, rows.iterator());
					}
					out.write(END.getBytes(StandardCharsets.UTF_8));
					return true;
				});
			}, END);
		}

		private static Stream<String> open(Run run) {
			return new JdbcTemplate(run.dataSource()).queryForStream(PAYLOADS, (row, number) -> row.getString(1));
		}

	}

}

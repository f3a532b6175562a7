package io.github.connectionpool.evaluation.scenario.leak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

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
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.database.JdbcCursorItemReader;
import org.springframework.jdbc.core.JdbcTemplate;

import io.github.connectionpool.evaluation.database.Orders;
import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Persistence;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.OnExecutor;

/**
 * What a library hands out holds a connection, and is not closed.
 */
public final class OpenCursor {

	private static final String CUSTOMERS = "select customer from orders";

	private OpenCursor() {
	}

	/** A mapper of MyBatis. */
	public interface OrderMapper {

		/**
		 * All customers.
		 * @return to be closed
		 */
		@Select(CUSTOMERS)
		Cursor<String> customers();

	}

	/** Of Spring Batch. */
	@Label(truth = Truth.LEAK, follows = LeakClass.LOST_ON_EXCEPTION, borrows = "export",
			says = "A @Scheduled run opens a JdbcCursorItemReader of Spring Batch and fails at its first item.")
	public static final class OfBatch implements Scenario {

		private final AtomicReference<JdbcCursorItemReader<String>> reader = new AtomicReference<>();

		@Override
		public void run(Run run) {
			run.expectFailure(() -> run.work().scheduledRun(() -> export(run.dataSource())));
			run.workEnded();
		}

		private void export(DataSource dataSource) throws Exception {
			JdbcCursorItemReader<String> items = new JdbcCursorItemReader<>(dataSource, CUSTOMERS,
					(row, number) -> row.getString(1));
			this.reader.set(items);
			items.setSaveState(false);
			items.open(new ExecutionContext());
			Integer.parseInt(String.valueOf(items.read()));
			items.close();
		}

	}

	/** Of MyBatis. */
	@Label(truth = Truth.LEAK, follows = LeakClass.NEVER_CLOSED, borrows = "first",
			says = "A request reads the first of a MyBatis cursor and closes neither the cursor nor its session.")
	public static final class OfMyBatis implements Scenario {

		private final AtomicReference<SqlSession> session = new AtomicReference<>();

		@Override
		public void run(Run run) throws Exception {
			Configuration configuration = new Configuration(
					new Environment("run", new JdbcTransactionFactory(), run.dataSource()));
			configuration.addMapper(OrderMapper.class);
			run.work().request(() -> first(configuration));
			run.workEnded();
		}

		private String first(Configuration configuration) {
			SqlSession opened = new SqlSessionFactoryBuilder().build(configuration).openSession();
			this.session.set(opened);
			Iterator<String> customers = opened.getMapper(OrderMapper.class).customers().iterator();
			return customers.next();
		}

	}

	/** Of jOOQ. */
	@Label(truth = Truth.LEAK, follows = LeakClass.NEVER_CLOSED, borrows = "first",
			says = "A task reads the first of a jOOQ cursor and does not close it.")
	public static final class OfJooq implements Scenario {

		private final AtomicReference<org.jooq.Cursor<Record>> cursor = new AtomicReference<>();

		@Override
		public void run(Run run) throws Exception {
			OnExecutor.run(run.executor(1), () -> first(run.dataSource()));
			run.workEnded();
		}

		private String first(DataSource dataSource) {
			org.jooq.Cursor<Record> customers = DSL.using(dataSource, SQLDialect.POSTGRES).fetchLazy(CUSTOMERS);
			this.cursor.set(customers);
			return String.valueOf(customers.fetchNext());
		}

	}

	/** Of a template. */
	@Label(truth = Truth.LEAK, follows = LeakClass.NEVER_CLOSED, borrows = "first",
			says = "A task reads the first of JdbcTemplate.queryForStream through its iterator, which stays in a list.")
	public static final class OfTemplate implements Scenario {

		private final List<Iterator<String>> open = new CopyOnWriteArrayList<>();

		@Override
		public void run(Run run) throws Exception {
			OnExecutor.run(run.executor(1), () -> first(run.dataSource()));
			run.workEnded();
		}

		private String first(DataSource dataSource) {
			Iterator<String> customers = new JdbcTemplate(dataSource)
				.queryForStream(CUSTOMERS, (row, number) -> row.getString(1))
				.iterator();
			this.open.add(customers);
			return customers.next();
		}

	}

	/** Of an entity manager. */
	@Label(truth = Truth.LEAK, follows = LeakClass.NEVER_CLOSED, borrows = "count",
			says = "A request opens an EntityManager for a native query and never closes it.")
	public static final class OfEntityManager implements Scenario {

		private final AtomicReference<Session> session = new AtomicReference<>();

		@Override
		public void run(Run run) throws Exception {
			SessionFactory factory = Persistence.factory(run);
			run.work().request(() -> count(factory));
			run.workEnded();
		}

		private Object count(SessionFactory factory) {
			Session opened = factory.openSession();
			this.session.set(opened);
			return opened.createNativeQuery("select count(*) from orders", Long.class).getSingleResult();
		}

	}

	/** Of an answer. */
	@Label(truth = Truth.LEAK, follows = LeakClass.LOST_ON_EXCEPTION, borrows = "open",
			says = "A request's StreamingResponseBody fails in the middle of the rows, before it closes its connection.")
	public static final class OfAnswer implements Scenario {

		private static final String END = "end";

		private static final int ROWS = 100;

		private final AtomicReference<ResultSet> result = new AtomicReference<>();

		@Override
		public void run(Run run) {
			run.expectFailure(() -> run.work().stream(() -> {
				ResultSet rows = open(run.dataSource());
				return (out) -> {
					for (int i = 0; i < ROWS; i++) {
						out.write(next(rows));
					}
					throw new IOException("There is a customer without an address");
				};
			}, END));
			run.workEnded();
		}

		private ResultSet open(DataSource dataSource) throws SQLException {
			Connection connection = dataSource.getConnection();
			Statement statement = connection.createStatement();
			ResultSet rows = statement.executeQuery(CUSTOMERS);
			this.result.set(rows);
			return rows;
		}

		private static byte[] next(ResultSet rows) throws IOException {
			try {
				rows.next();
				return rows.getString(1).getBytes(StandardCharsets.UTF_8);
			}
			catch (SQLException ex) {
				throw new IOException(ex);
			}
		}

	}

	/** Of events. */
	@Label(truth = Truth.LEAK, follows = LeakClass.NEVER_CLOSED, borrows = "open",
			says = "A request sends two events that a worker reads from a connection, ends, and leaves the connection in a list.")
	public static final class OfEvents implements Scenario {

		private static final String END = "end";

		private final List<Connection> connections = new CopyOnWriteArrayList<>();

		@Override
		public void run(Run run) throws Exception {
			run.work().events((events) -> {
				Connection connection = open(run.dataSource());
				run.executor(1).execute(() -> {
					try {
						events.send(Orders.count(connection));
						events.send(END);
						events.complete();
					}
					catch (IOException | SQLException ex) {
						events.completeWithError(ex);
					}
				});
			}, END);
			run.workEnded();
		}

		private Connection open(DataSource dataSource) throws SQLException {
			Connection connection = dataSource.getConnection();
			this.connections.add(connection);
			return connection;
		}

	}

}

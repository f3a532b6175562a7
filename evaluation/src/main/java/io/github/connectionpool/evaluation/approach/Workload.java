package io.github.connectionpool.evaluation.approach;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

/**
 * What one request does: a short transaction in which the application thinks for a
 * moment, then more thinking while the connection is still held, as with open-in-view.
 * Only the second is what a pooler can use for others.
 */
final class Workload {

	/** How long the application thinks inside the transaction. */
	static final Duration THINK_INSIDE = Duration.ofMillis(15);

	/** How long it holds the connection after the transaction. */
	static final Duration THINK_OUTSIDE = Duration.ofMillis(150);

	/**
	 * The role of the application. It is no superuser, since places are reserved for
	 * those.
	 */
	static final String USER = "app";

	/** What the server needs, beside the tables of the shop. */
	static final String SCHEMA = """
			create role app login;
			create table payments (id bigserial primary key, order_id int, paid_at timestamptz default now());
			grant select, insert, update on all tables in schema public to app;
			grant usage on all sequences in schema public to app;
			grant connect on database postgres to app""";

	private static final int ROWS = 5000;

	private Workload() {
	}

	/**
	 * Serve one request.
	 * @param pool the instance's pool
	 * @return how long it took from when it had its connection
	 * @throws SQLException if it got none, or a statement failed
	 */
	static Times serve(DataSource pool) throws SQLException {
		int order = ThreadLocalRandom.current().nextInt(1, ROWS + 1);
		long borrowed;
		long committed;
		try (Connection connection = pool.getConnection()) {
			borrowed = System.nanoTime();
			connection.setAutoCommit(false);
			read(connection, order);
			think(THINK_INSIDE);
			write(connection, "update stock set quantity = quantity - 1 where id = ?", order);
			write(connection, "insert into payments (order_id) values (?)", order);
			connection.commit();
			committed = System.nanoTime();
			think(THINK_OUTSIDE);
		}
		return new Times(committed - borrowed, System.nanoTime() - borrowed);
	}

	private static void read(Connection connection, int order) throws SQLException {
		try (PreparedStatement select = connection.prepareStatement("select customer from orders where id = ?")) {
			select.setInt(1, order);
			try (ResultSet row = select.executeQuery()) {
				if (!row.next() || !("customer " + order).equals(row.getString(1))) {
					throw new SQLException("the customer of order " + order + " is wrong");
				}
			}
		}
	}

	private static void write(Connection connection, String sql, int order) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setInt(1, order);
			if (statement.executeUpdate() != 1) {
				throw new SQLException("order " + order + " was not written");
			}
		}
	}

	private static void think(Duration time) {
		long end = System.nanoTime() + time.toNanos();
		long left = time.toNanos();
		while (left > 0) {
			LockSupport.parkNanos(left);
			left = end - System.nanoTime();
		}
	}

	/**
	 * How long a request has used the scarce resources.
	 *
	 * @param transactionNanos from the borrow to the end of the commit, in nanoseconds
	 * @param heldNanos from the borrow to the end of the return, in nanoseconds
	 */
	record Times(long transactionNanos, long heldNanos) {
	}

}

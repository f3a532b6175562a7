package io.github.connectionpool.answers;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;

import javax.sql.DataSource;

/**
 * Borrows connections and does with them all that an answer tells apart. Each method that
 * does not return is for a thread of its own.
 */
final class Shop {

	/** Reachable, so that only the end of their work accuses them. */
	private static final List<Object> KEPT = new CopyOnWriteArrayList<>();

	private Shop() {
	}

	/** A thread that has borrowed when this returns. */
	static void open(String thread, Counter counter) throws InterruptedException {
		CountDownLatch open = new CountDownLatch(1);
		Thread clerk = new Thread(() -> serve(counter, open), thread);
		clerk.setDaemon(true);
		clerk.start();
		open.await();
	}

	private static void serve(Counter counter, CountDownLatch open) {
		try {
			counter.serve(open);
		}
		catch (Exception ex) {
			// the application ends, or the connection could not be had: the answer tells
		}
		open.countDown();
	}

	static Counter keepsAndEnds(DataSource pool) {
		return (open) -> KEPT.add(pool.getConnection());
	}

	static Counter unwrapsAndEnds(DataSource pool) {
		return (open) -> {
			Connection connection = pool.getConnection();
			KEPT.add(connection);
			KEPT.add(connection.unwrap(org.postgresql.PGConnection.class));
		};
	}

	static Counter losesAndSleeps(DataSource pool) {
		return (open) -> {
			lose(pool);
			open.countDown();
			sleep();
		};
	}

	private static void lose(DataSource pool) throws SQLException {
		pool.getConnection().setReadOnly(true);
	}

	static Counter unwrapsAndLoses(DataSource pool) {
		return (open) -> {
			loseUnwrapped(pool);
			open.countDown();
			sleep();
		};
	}

	private static void loseUnwrapped(DataSource pool) throws SQLException {
		KEPT.add(pool.getConnection().unwrap(org.postgresql.PGConnection.class));
	}

	static Counter holdsAndSleeps(DataSource pool) {
		return (open) -> {
			try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
				connection.setAutoCommit(false);
				statement.execute("select 'a secret', 42");
				open.countDown();
				sleep();
			}
		};
	}

	static Counter executes(DataSource pool) {
		return (open) -> {
			try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
				open.countDown();
				statement.execute("select pg_sleep(3600)");
			}
		};
	}

	/** When all have one, each wants another. */
	static Counter borrowsTwice(DataSource pool, CyclicBarrier all) {
		return (open) -> {
			try (Connection first = pool.getConnection()) {
				open.countDown();
				all.await();
				try (Connection second = pool.getConnection()) {
					first.isValid(0);
					second.isValid(0);
				}
			}
		};
	}

	/** Comes and goes, for good or in vain. */
	static Counter borrows(DataSource pool, int times) {
		return (open) -> {
			for (int i = 0; i < times; i++) {
				borrow(pool);
			}
		};
	}

	/** A setting of the session, which another client of the server would meet. */
	static Counter setsThePath(DataSource pool) {
		return (open) -> {
			try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
				statement.execute("set search_path to public");
			}
		};
	}

	private static void borrow(DataSource pool) {
		try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("select 1");
		}
		catch (SQLException ex) {
			// as long as the database is not reached
		}
	}

	/** A task of Spring's that keeps its connection. */
	record Task(DataSource pool) implements Callable<Boolean> {

		@Override
		public Boolean call() throws SQLException {
			return KEPT.add(this.pool.getConnection());
		}

	}

	/** Not parked at a latch: the answers name a sleep as the place of the thread. */
	private static void sleep() throws InterruptedException {
		Thread.sleep(Duration.ofHours(1).toMillis());
	}

	/** Serves one customer. */
	interface Counter {

		/**
		 * Serve.
		 * @param open to be counted down when the connection is borrowed; the end of this
		 * method does it as well
		 */
		void serve(CountDownLatch open) throws Exception;

	}

}

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
import io.github.connectionpool.evaluation.work.Threads;

/**
 * Threads that the application starts itself, a new one for each piece of work, without
 * any context. Two thirds of them borrow at another line, for another statement.
 */
public final class OwnThread {

	private static final int EVERY = 3;

	private static final AtomicInteger numbers = new AtomicInteger();

	private OwnThread() {
	}

	private static Connection load(DataSource dataSource) throws SQLException {
		return Statements.run(dataSource.getConnection(), "select note from orders where id = 1");
	}

	private static Connection check(DataSource dataSource) throws SQLException {
		return Statements.run(dataSource.getConnection(), "select quantity from stock where id = 1");
	}

	/** A thread for each piece of work. */
	private abstract static class InThread implements Practised {

		private final Statements.Shelf shelf = new Statements.Shelf();

		@Override
		public final void practise(Run run) throws Exception {
			Threads.run(name(), () -> borrow(run.dataSource()).close());
		}

		private Connection borrow(DataSource dataSource) throws SQLException {
			return (numbers.incrementAndGet() % EVERY == 0) ? load(dataSource) : check(dataSource);
		}

		@Override
		public final void run(Run run) throws Exception {
			Threads.run(name(), () -> this.shelf.keep(load(run.dataSource())));
			run.workEnded();
		}

		/** The next thread has another name. */
		@Override
		public final boolean isOneUnitOfWork() {
			return false;
		}

		abstract String name();

	}

	/** Their names have numbers. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "load",
			says = "A thread with a name and a number leaves its connection in a list, and ends.")
	public static final class Numbered extends InThread {

		@Override
		String name() {
			return "import-" + numbers.incrementAndGet() + "-of-many";
		}

	}

	/** They have the names that the JVM gives. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "load",
			says = "A thread without a name of its own leaves its connection in a list, and ends.")
	public static final class Unnamed extends InThread {

		@Override
		String name() {
			return "Thread-" + numbers.incrementAndGet();
		}

	}

	/** No two have the same name. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "load",
			says = "A thread whose name is a new word each time leaves its connection in a list, and ends.")
	public static final class RandomName extends InThread {

		@Override
		String name() {
			return Words.of(numbers.incrementAndGet());
		}

	}

}

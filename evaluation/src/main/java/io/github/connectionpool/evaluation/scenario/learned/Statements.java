package io.github.connectionpool.evaluation.scenario.learned;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the lines do with a connection once they have it.
 */
final class Statements {

	private Statements() {
	}

	/** Run a statement. */
	static Connection run(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		return connection;
	}

	/** Things that hold connections and are never asked for them. */
	static final class Shelf {

		private final List<Object> things = new CopyOnWriteArrayList<>();

		void keep(Object thing) {
			this.things.add(thing);
		}

	}

}

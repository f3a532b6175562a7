package io.github.connectionpool.evaluation.capture;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

import javax.sql.DataSource;

import io.github.connectionpool.evaluation.work.Task;

/**
 * Other work that holds connections for a while and returns them.
 *
 * @param dataSource the pool
 * @param connections how many it holds
 */
record Others(DataSource dataSource, int connections) {

	void holdDuring(Task task) throws Exception {
		Deque<Connection> held = new ArrayDeque<>();
		try {
			for (int i = 0; i < this.connections; i++) {
				held.push(this.dataSource.getConnection());
			}
			task.run();
		}
		finally {
			close(held);
		}
	}

	private static void close(Deque<Connection> held) throws SQLException {
		while (!held.isEmpty()) {
			held.pop().close();
		}
	}

}

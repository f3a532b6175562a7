package io.github.connectionpool.benchmarks;

import java.util.List;

import io.github.connectionpool.benchmarks.borrow.BorrowGroup;
import io.github.connectionpool.benchmarks.postgres.PostgresGroup;
import io.github.connectionpool.benchmarks.startup.StartupGroup;
import io.github.connectionpool.benchmarks.statement.StatementGroup;
import io.github.connectionpool.benchmarks.watcher.WatcherGroup;

/**
 * All groups there are.
 */
final class Groups {

	private Groups() {
	}

	static List<Group> all() {
		return List.of(new BorrowGroup(), new StatementGroup(), new PostgresGroup(), new WatcherGroup(),
				new StartupGroup());
	}

}

package io.github.connectionpool.benchmarks;

import java.util.List;

import io.github.connectionpool.benchmarks.borrow.BorrowGroup;
import io.github.connectionpool.benchmarks.statement.StatementGroup;

/**
 * All groups there are.
 */
final class Groups {

	private Groups() {
	}

	static List<Group> all() {
		return List.of(new BorrowGroup(), new StatementGroup());
	}

}

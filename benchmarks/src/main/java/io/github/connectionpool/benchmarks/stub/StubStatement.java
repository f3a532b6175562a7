package io.github.connectionpool.benchmarks.stub;

import java.sql.PreparedStatement;
import java.sql.ResultSet;

/**
 * A statement that forgets what it is told and always finds the same rows.
 */
abstract class StubStatement implements PreparedStatement {

	private final StubResultSet rows = Stubs.create(StubResultSet.class);

	StubStatement() {
		// for those that fill it up
	}

	@Override
	public ResultSet executeQuery() {
		this.rows.rewind();
		return this.rows;
	}

	@Override
	public ResultSet executeQuery(String sql) {
		return executeQuery();
	}

}

package io.github.connectionpool.benchmarks.stub;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;

/**
 * What pools ask a connection. Its one statement is handed out again and again.
 */
abstract class StubConnection implements Connection {

	private final StubStatement statement = Stubs.create(StubStatement.class);

	private boolean autoCommit = true;

	private boolean closed;

	StubConnection() {
		// for those that fill it up
	}

	@Override
	public PreparedStatement prepareStatement(String sql) {
		return this.statement;
	}

	@Override
	public Statement createStatement() {
		return this.statement;
	}

	@Override
	public void setAutoCommit(boolean autoCommit) {
		this.autoCommit = autoCommit;
	}

	@Override
	public boolean getAutoCommit() {
		return this.autoCommit;
	}

	@Override
	public int getTransactionIsolation() {
		return TRANSACTION_READ_COMMITTED;
	}

	@Override
	public int getHoldability() {
		return ResultSet.HOLD_CURSORS_OVER_COMMIT;
	}

	@Override
	public DatabaseMetaData getMetaData() {
		return Stubs.create(StubMetaData.class);
	}

	@Override
	public boolean isValid(int timeout) {
		return !this.closed;
	}

	@Override
	public void close() {
		this.closed = true;
	}

	@Override
	public boolean isClosed() {
		return this.closed;
	}

}

package io.github.connectionpool.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;

/**
 * A statement made from a handle.
 */
class MonitoredStatement extends DelegatingStatement {

	private final MonitoredConnection handle;

	private @Nullable String batch;

	private @Nullable MonitoredResultSet result;

	MonitoredStatement(MonitoredConnection handle, Statement statement) {
		super(handle, statement);
		this.handle = handle;
	}

	@Override
	MonitoredConnection handle() {
		return this.handle;
	}

	/** The text that an execution without one runs, null if it is not known. */
	@Override
	@Nullable String sql() {
		return this.batch;
	}

	@Override
	@Nullable ResultSet monitor(@Nullable ResultSet resultSet) {
		return (resultSet != null) ? new MonitoredResultSet(this.handle, this, resultSet) : null;
	}

	/** The same wrapper each time that the same result is asked for. */
	@Override
	public final @Nullable ResultSet getResultSet() throws SQLException {
		ResultSet resultSet = delegate().getResultSet();
		if (resultSet == null) {
			return null;
		}
		MonitoredResultSet result = this.result;
		if (result == null || result.delegate() != resultSet) {
			result = new MonitoredResultSet(this.handle, this, resultSet);
			this.result = result;
		}
		return result;
	}

	@Override
	public final void addBatch(String sql) throws SQLException {
		this.checkout.statementSeen(sql, false);
		delegate().addBatch(sql);
		this.batch = sql;
	}

	@Override
	public final void clearBatch() throws SQLException {
		delegate().clearBatch();
		this.batch = null;
	}

}

package io.github.connectionpool.internal.jdbc;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;

/**
 * A result set made from a handle, by a statement or by metadata.
 */
public final class MonitoredResultSet extends DelegatingResultSet implements ResultSet {

	private final MonitoredConnection handle;

	private @Nullable Statement statement;

	MonitoredResultSet(MonitoredConnection handle, @Nullable MonitoredStatement statement, ResultSet resultSet) {
		super(handle, resultSet);
		this.handle = handle;
		this.statement = statement;
	}

	@Override
	MonitoredConnection handle() {
		return this.handle;
	}

	/**
	 * The statement that made it. Metadata may have run a statement of its own, or none.
	 */
	@Override
	public @Nullable Statement getStatement() throws SQLException {
		this.checkout.ensureLent();
		Statement statement = this.statement;
		if (statement == null) {
			statement = monitorStatement(this.resultSet.getStatement());
			this.statement = statement;
		}
		return statement;
	}

	private @Nullable Statement monitorStatement(@Nullable Statement statement) {
		if (statement instanceof CallableStatement callable) {
			return this.handle.monitor(callable, null);
		}
		if (statement instanceof PreparedStatement prepared) {
			return this.handle.monitor(prepared, null);
		}
		return (statement != null) ? this.handle.monitor(statement) : null;
	}

}

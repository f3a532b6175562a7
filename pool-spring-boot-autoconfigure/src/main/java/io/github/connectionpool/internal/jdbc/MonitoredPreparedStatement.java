package io.github.connectionpool.internal.jdbc;

import java.sql.PreparedStatement;

import org.jspecify.annotations.Nullable;

/**
 * A prepared statement made from a handle.
 */
public class MonitoredPreparedStatement extends DelegatingPreparedStatement implements PreparedStatement {

	private final @Nullable String sql;

	MonitoredPreparedStatement(MonitoredConnection handle, @Nullable String sql, PreparedStatement prepared) {
		super(handle, prepared);
		this.sql = sql;
	}

	@Override
	final @Nullable String sql() {
		return this.sql;
	}

}

package io.github.connectionpool.jdbc;

import java.sql.CallableStatement;

import org.jspecify.annotations.Nullable;

/**
 * A callable statement made from a handle.
 */
final class MonitoredCallableStatement extends DelegatingCallableStatement {

	MonitoredCallableStatement(MonitoredConnection handle, @Nullable String sql, CallableStatement callable) {
		super(handle, sql, callable);
	}

}

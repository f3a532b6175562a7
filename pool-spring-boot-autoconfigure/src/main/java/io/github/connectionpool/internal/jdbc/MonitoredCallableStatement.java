package io.github.connectionpool.internal.jdbc;

import java.sql.CallableStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A callable statement made from a handle.
 */
public final class MonitoredCallableStatement extends DelegatingCallableStatement implements CallableStatement {

	private static final int MAX_RESULTS = 16;

	private final List<MonitoredResultSet> results = new ArrayList<>(0);

	MonitoredCallableStatement(MonitoredConnection handle, @Nullable String sql, CallableStatement callable) {
		super(handle, sql, callable);
	}

	/**
	 * Returns the same wrapper each time that the pool returns the same result, also if
	 * several parameters are cursors. The oldest are forgotten first.
	 */
	@Override
	@Nullable ResultSet monitor(@Nullable ResultSet resultSet) {
		for (MonitoredResultSet result : this.results) {
			if (result.delegate() == resultSet) {
				return result;
			}
		}
		ResultSet result = super.monitor(resultSet);
		if (result instanceof MonitoredResultSet monitored) {
			if (this.results.size() == MAX_RESULTS) {
				this.results.remove(0);
			}
			this.results.add(monitored);
		}
		return result;
	}

}

package io.github.connectionpool.internal.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;

/**
 * A statement made from a handle.
 */
public class MonitoredStatement extends DelegatingStatement implements Statement {

	private final MonitoredConnection handle;

	private @Nullable String batch;

	private @Nullable MonitoredResultSet result;

	private @Nullable MonitoredResultSet keys;

	MonitoredStatement(MonitoredConnection handle, Statement statement) {
		super(handle, statement);
		this.handle = handle;
	}

	@Override
	MonitoredConnection handle() {
		return this.handle;
	}

	/**
	 * The text that is run by an execution without a text of its own, null if it is not
	 * known.
	 */
	@Override
	@Nullable String sql() {
		return this.batch;
	}

	/** Returns the same wrapper each time that the pool returns the same result. */
	@Override
	@Nullable ResultSet monitor(@Nullable ResultSet resultSet) {
		MonitoredResultSet result = wrapper(resultSet, this.result);
		if (result != null) {
			this.result = result;
		}
		return result;
	}

	private @Nullable MonitoredResultSet wrapper(@Nullable ResultSet resultSet, @Nullable MonitoredResultSet last) {
		if (resultSet == null) {
			return null;
		}
		return (last != null && last.delegate() == resultSet) ? last
				: new MonitoredResultSet(this.handle, this, resultSet);
	}

	@Override
	public final @Nullable ResultSet getResultSet() throws SQLException {
		this.checkout.ensureLent();
		return monitor(delegate().getResultSet());
	}

	@Override
	public final @Nullable ResultSet getGeneratedKeys() throws SQLException {
		this.checkout.ensureLent();
		MonitoredResultSet keys = wrapper(delegate().getGeneratedKeys(), this.keys);
		this.keys = keys;
		return keys;
	}

	@Override
	public final void addBatch(String sql) throws SQLException {
		this.checkout.ensureLent();
		this.checkout.statementSeen(sql, false);
		delegate().addBatch(sql);
		this.batch = sql;
	}

	@Override
	public final void clearBatch() throws SQLException {
		this.checkout.ensureLent();
		delegate().clearBatch();
		this.batch = null;
	}

}

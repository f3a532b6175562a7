package io.github.connectionpool.internal.jdbc;

import java.lang.ref.Reference;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.recording.CheckoutRecording;
import io.github.connectionpool.internal.recording.FlightRecordings;
import io.github.connectionpool.internal.recording.FollowedHandle;

/**
 * The handle: the connection that the application holds. Everything made from it refers
 * to it and so keeps it reachable. As thread-safe as the pool's connection.
 */
public final class MonitoredConnection extends DelegatingConnection implements Connection {

	private @Nullable MonitoredDatabaseMetaData metaData;

	MonitoredConnection(Checkout checkout, Connection connection) {
		this(checkout, connection, null, null);
	}

	MonitoredConnection(Checkout checkout, Connection connection, @Nullable Object trace,
			@Nullable CheckoutRecording recording) {
		super(checkout, connection);
		if (trace == null && recording == null) {
			checkout.lends(connection, this);
		}
		else {
			checkout.lends(connection, new FollowedHandle(this, trace, recording));
		}
	}

	/**
	 * Mark the connection as held for long on purpose.
	 * @param purpose the reason, for people
	 */
	public void heldFor(String purpose) {
		this.checkout.heldFor(purpose);
	}

	@Override
	MonitoredConnection handle() {
		return this;
	}

	Statement monitor(Statement statement) {
		return new MonitoredStatement(this, statement);
	}

	PreparedStatement monitor(PreparedStatement prepared, @Nullable String sql) {
		this.checkout.statementSeen(sql, true);
		return new MonitoredPreparedStatement(this, sql, prepared);
	}

	CallableStatement monitor(CallableStatement callable, @Nullable String sql) {
		this.checkout.statementSeen(sql, true);
		return new MonitoredCallableStatement(this, sql, callable);
	}

	/** Returns the same wrapper each time that the pool returns the same metadata. */
	DatabaseMetaData monitor(DatabaseMetaData metaData) {
		MonitoredDatabaseMetaData monitored = this.metaData;
		if (monitored == null || monitored.delegate() != metaData) {
			monitored = new MonitoredDatabaseMetaData(this, metaData);
			this.metaData = monitored;
		}
		return monitored;
	}

	@Override
	public void setAutoCommit(boolean autoCommit) throws SQLException {
		this.checkout.beginCall();
		try {
			this.checkout.ensureLent();
			this.connection.setAutoCommit(autoCommit);
			this.checkout.autoCommitSet(autoCommit);
		}
		finally {
			this.checkout.end();
		}
	}

	@Override
	public void commit() throws SQLException {
		this.checkout.beginCommit();
		try {
			this.checkout.ensureLent();
			this.connection.commit();
			this.checkout.transactionEnded();
		}
		finally {
			this.checkout.end();
		}
	}

	@Override
	public void rollback() throws SQLException {
		this.checkout.beginRollback();
		try {
			this.checkout.ensureLent();
			this.connection.rollback();
			this.checkout.transactionEnded();
		}
		finally {
			this.checkout.end();
		}
	}

	/**
	 * Returns the connection to the pool. After a success, further calls do nothing, as
	 * JDBC requires, even if the pool would act on them. A close that failed can be
	 * repeated.
	 */
	@Override
	public void close() throws SQLException {
		try {
			this.checkout.returnConnection(this.connection);
			noteReturn();
		}
		finally {
			// without this it could be found unreachable during its own return
			Reference.reachabilityFence(this);
		}
	}

	private void noteReturn() {
		try {
			if (FlightRecordings.isOn()) {
				FollowedHandle.returned(this.checkout);
			}
		}
		catch (Throwable ex) {
			// for example an exhausted call stack: the connection is returned all the
			// same
		}
	}

	/** True also after the connection was revoked. */
	@Override
	public boolean isClosed() throws SQLException {
		this.checkout.touched();
		return this.checkout.isRevoked() || this.connection.isClosed();
	}

	@Override
	public boolean isValid(int timeout) throws SQLException {
		this.checkout.beginCall();
		try {
			return !this.checkout.isRevoked() && this.connection.isValid(timeout);
		}
		finally {
			this.checkout.end();
		}
	}

	@Override
	public void setClientInfo(String name, String value) throws SQLClientInfoException {
		ensureLentForClientInfo();
		this.connection.setClientInfo(name, value);
	}

	@Override
	public void setClientInfo(Properties properties) throws SQLClientInfoException {
		ensureLentForClientInfo();
		this.connection.setClientInfo(properties);
	}

	private void ensureLentForClientInfo() throws SQLClientInfoException {
		this.checkout.touched();
		try {
			this.checkout.ensureLent();
		}
		catch (SQLException ex) {
			throw new SQLClientInfoException(ex.getMessage(), ex.getSQLState(), Map.of(), ex);
		}
	}

	/**
	 * Aborts the connection. Some pools count an aborted connection as borrowed until it
	 * is closed, and so does the ledger.
	 */
	@Override
	public void abort(Executor executor) throws SQLException {
		if (this.checkout.isRevoked()) {
			return;
		}
		this.checkout.beginCall();
		try {
			this.connection.abort(executor);
		}
		finally {
			this.checkout.end();
		}
	}

}

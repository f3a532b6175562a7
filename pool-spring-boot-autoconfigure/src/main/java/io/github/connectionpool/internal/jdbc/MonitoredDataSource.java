package io.github.connectionpool.internal.jdbc;

import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.TargetClassAware;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.outage.BorrowFailure;
import io.github.connectionpool.internal.outage.FailureReason;
import io.github.connectionpool.internal.recording.BorrowTrace;
import io.github.connectionpool.internal.recording.FlightRecordings;
import io.github.connectionpool.internal.recording.WaitRecording;
import io.github.connectionpool.internal.text.PlainText;
import io.github.connectionpool.report.CheckoutContext;

/**
 * A data source that notes each borrow from a pool. If the noting fails, this is logged
 * once, and the borrower gets its connection all the same. Thread-safe.
 */
public final class MonitoredDataSource extends DelegatingDataSource implements DataSource, TargetClassAware {

	private static final Log logger = LogFactory.getLog(MonitoredDataSource.class);

	private final DataSource target;

	private final String name;

	private volatile @Nullable Monitor monitor;

	private volatile boolean failureLogged;

	/**
	 * Create around a pool.
	 * @param target the pool's own data source
	 * @param pool the pool whose ledger gets the checkouts
	 * @param contextSource supplies the context of each borrow
	 */
	public MonitoredDataSource(DataSource target, MonitoredPool pool, ContextSource contextSource) {
		super(target);
		this.target = target;
		this.name = pool.name();
		this.monitor = new Monitor(pool, contextSource);
		pool.beforeCheck(HandleRetention::release);
	}

	/**
	 * Stop noting borrows, for good: from now on each goes straight to the pool. A static
	 * cache may keep this data source for longer than its application runs, so it must
	 * not keep the monitor's data on the application.
	 */
	public void release() {
		this.monitor = null;
	}

	@Override
	public Connection getConnection() throws SQLException {
		return borrow(this.target::getConnection, false);
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return borrow(() -> this.target.getConnection(username, password), true);
	}

	@Override
	public ConnectionBuilder createConnectionBuilder() throws SQLException {
		return new MonitoredConnectionBuilder(this, this.target.createConnectionBuilder());
	}

	/** The logger of the pool, or the pool's exception. */
	@Override
	public Logger getParentLogger() {
		try {
			return this.target.getParentLogger();
		}
		catch (SQLFeatureNotSupportedException ex) {
			MonitoredDataSource.<RuntimeException>throwUndeclared(ex);
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Spring's superclass declares no exception, but callers use the interface, which
	 * does.
	 */
	@SuppressWarnings("unchecked") // erased: the exception is thrown as it is
	private static <E extends Exception> void throwUndeclared(Exception ex) throws E {
		throw (E) ex;
	}

	/**
	 * Borrow.
	 * @param ownCredentials whether the borrower named a user or a password
	 */
	Connection borrow(Borrow borrow, boolean ownCredentials) throws SQLException {
		Monitor monitor = this.monitor;
		if (monitor == null) {
			letGo();
			return borrow.connection();
		}
		return borrow(borrow, ownCredentials, monitor);
	}

	/** Release handles, which no check does any more. */
	private void letGo() {
		try {
			HandleRetention.release();
		}
		catch (Throwable ex) {
			logOnce("release handles", ex);
		}
	}

	private Connection borrow(Borrow borrow, boolean ownCredentials, Monitor monitor) throws SQLException {
		long startNanos = System.nanoTime();
		Borrower borrower = beginWait(monitor.pool(), startNanos);
		WaitRecording wait = FlightRecordings.isOn() ? BorrowNotes.beginWait() : null;
		Connection connection;
		try {
			connection = borrow.connection();
		}
		catch (SQLException | RuntimeException | Error ex) {
			noteFailure(monitor.pool(), startNanos, ex, ownCredentials);
			BorrowNotes.failed(monitor.pool(), startNanos, wait, monitor.contextSource().trace(),
					() -> context(monitor.contextSource()));
			throw ex;
		}
		finally {
			try {
				if (borrower != null) {
					borrower.endWait();
				}
			}
			catch (Throwable ex) {
				// for example an exhausted call stack: the connection must reach its
				// borrower, and the next borrow ends this wait
			}
		}
		if (borrower == null || connection == null) {
			return connection;
		}
		Checkout checkout = null;
		try {
			// within the try, since its first use loads the class
			if (connection instanceof MonitoredConnection) {
				return connection;
			}
			// here and not in a method below: the cost of a stack grows with its frames
			checkout = monitor.pool().borrowed(startNanos, borrower, context(monitor.contextSource()));
			BorrowTrace trace = monitor.contextSource().trace();
			return (trace == BorrowTrace.NONE && !FlightRecordings.isOn())
					? new MonitoredConnection(checkout, connection)
					: BorrowNotes.handle(checkout, connection, wait, trace);
		}
		catch (Throwable ex) {
			// the connection has left the pool: unless the borrower gets it, it is lost
			try {
				if (checkout != null) {
					checkout.discard();
				}
				logOnce("note a borrow", ex);
			}
			catch (Throwable again) {
				// for example an exhausted call stack
			}
			return connection;
		}
	}

	private @Nullable Borrower beginWait(MonitoredPool pool, long startNanos) {
		try {
			// before the wait: a borrower that will fail may wait for a connection that
			// is released here
			HandleRetention.release();
			Borrower borrower = Borrower.current();
			borrower.beginWait(pool, startNanos);
			return borrower;
		}
		catch (Throwable ex) {
			logOnce("note a borrower", ex);
			return null;
		}
	}

	private CheckoutContext context(ContextSource contextSource) {
		try {
			return contextSource.current();
		}
		catch (RuntimeException | LinkageError ex) {
			logOnce("read the context of a borrow", ex);
			return CheckoutContext.NONE;
		}
	}

	private void noteFailure(MonitoredPool pool, long startNanos, Throwable failure, boolean ownCredentials) {
		try {
			BorrowFailure noted = pool.failures().failed(startNanos, failure, ownCredentials);
			String told = noted.told();
			if (told != null) {
				failure.addSuppressed((noted.reason() == FailureReason.EXHAUSTED) ? new PoolExhaustedInfo(told)
						: new NoConnectionInfo(told));
			}
		}
		catch (Throwable ex) {
			// the borrower must get the pool's own exception
			logOnce("note a failed borrow", ex);
		}
	}

	private void logOnce(String what, Throwable ex) {
		if (this.failureLogged) {
			return;
		}
		this.failureLogged = true;
		try {
			logger.warn("The monitor of connection pool '" + PlainText.of(this.name) + "' could not " + what
					+ "; the application is not affected, and further failures are not logged", ex);
		}
		catch (Throwable loggingFailed) {
			// with the stack or the heap exhausted even logging may fail, which must not
			// reach the borrower
		}
	}

	/**
	 * The pool's own data source.
	 * @return never null
	 */
	@Override
	public DataSource getTargetDataSource() {
		return this.target;
	}

	@Override
	public void setTargetDataSource(@Nullable DataSource targetDataSource) {
		if (this.target != null) {
			throw new IllegalStateException(
					"The target of the monitored connection pool '" + PlainText.of(this.name) + "' cannot be changed");
		}
		super.setTargetDataSource(targetDataSource);
	}

	/**
	 * The class of the pool's own data source. Spring Cloud's refresh uses it; without
	 * it, the refresh would bind to this wrapper and destroy it instead of the pool.
	 */
	@Override
	public Class<?> getTargetClass() {
		return this.target.getClass();
	}

	/** Also finds the pool's own data source if that knows of no wrapper, as Tomcat's. */
	@Override
	public <T> T unwrap(Class<T> type) throws SQLException {
		if (!type.isInstance(this) && type.isInstance(this.target) && !this.target.isWrapperFor(type)) {
			return type.cast(this.target);
		}
		return super.unwrap(type);
	}

	@Override
	public boolean isWrapperFor(Class<?> type) throws SQLException {
		return super.isWrapperFor(type) || type.isInstance(this.target);
	}

	/** The pool and the source of the contexts of its borrows. */
	private record Monitor(MonitoredPool pool, ContextSource contextSource) {
	}

	/** One way to borrow. */
	@FunctionalInterface
	interface Borrow {

		Connection connection() throws SQLException;

	}

}

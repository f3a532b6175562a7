package io.github.connectionpool.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.outage.BorrowFailure;
import io.github.connectionpool.internal.outage.FailureReason;
import io.github.connectionpool.internal.recording.BorrowTrace;
import io.github.connectionpool.internal.recording.ContextSource;
import io.github.connectionpool.internal.recording.FlightRecordings;
import io.github.connectionpool.internal.recording.WaitRecording;
import io.github.connectionpool.internal.text.PlainText;
import io.github.connectionpool.report.CheckoutContext;

/**
 * Borrows from a pool and notes each borrow. If the noting fails, this is logged once,
 * and the borrower gets its connection all the same. Thread-safe.
 */
public final class NotedBorrows {

	private static final Log logger = LogFactory.getLog(NotedBorrows.class);

	private final String name;

	private volatile @Nullable Monitor monitor;

	private volatile boolean failureLogged;

	/**
	 * Create for a pool.
	 * @param pool the pool whose ledger gets the checkouts
	 * @param contextSource supplies the context of each borrow
	 */
	public NotedBorrows(MonitoredPool pool, ContextSource contextSource) {
		this.name = pool.name();
		this.monitor = new Monitor(pool, contextSource);
		pool.beforeCheck(HandleRetention::release);
	}

	/**
	 * The name of the pool.
	 * @return never null
	 */
	String name() {
		return this.name;
	}

	/** As {@link Source#release()} says. */
	public void release() {
		this.monitor = null;
	}

	/**
	 * Borrow.
	 * @param borrow borrows from the pool itself
	 * @param ownCredentials whether the borrower named a user or a password
	 * @return what the pool returned, in a handle that is monitored
	 * @throws SQLException as the pool throws it
	 */
	public Connection borrow(Borrow borrow, boolean ownCredentials) throws SQLException {
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

	/** The pool and the source of the contexts of its borrows. */
	private record Monitor(MonitoredPool pool, ContextSource contextSource) {
	}

	/** A data source that notes borrows. */
	public interface Source {

		/**
		 * Whether borrows are noted. This is so until the end once it has begun.
		 * @return whether a pool has been set to note them for
		 */
		boolean isMonitored();

		/**
		 * Stop noting borrows, for good: from now on each goes straight to the pool. A
		 * static cache may keep a data source for longer than its application runs, so it
		 * must not keep the monitor's data on the application.
		 */
		void release();

	}

	/** One way to borrow. */
	@FunctionalInterface
	public interface Borrow {

		/**
		 * Borrow.
		 * @return as the pool returns it
		 * @throws SQLException as the pool throws it
		 */
		Connection connection() throws SQLException;

	}

}

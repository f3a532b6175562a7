package io.github.connectionpool.checkout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.PhantomReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * What is lent, and to whom it belongs: to the application until it returns it or it is
 * taken back, once and by one only. All methods may be called from any thread; those that
 * refuse or claim wait for each other for some milliseconds at most.
 */
public abstract sealed class Loan extends Usage permits Checkout {

	private static final VarHandle HANDLE;

	private static final VarHandle STATE;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			HANDLE = lookup.findVarHandle(Loan.class, "handle", PhantomReference.class);
			STATE = lookup.findVarHandle(Loan.class, "state", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private static final int LENT = 0;

	/** Somebody is about to take it back, and looks whether it is used after all. */
	private static final int CLAIMED = 1;

	private static final int TAKEN_BACK = 2;

	private static final int RETURNED = 3;

	/** A use that is under way shows itself within this time. */
	private static final long CLAIM_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

	private @Nullable Connection connection;

	@SuppressWarnings("UnusedVariable") // through HANDLE
	private @Nullable PhantomReference<Object> handle;

	private volatile @Nullable TakenBack takenBack;

	private volatile int state;

	Loan(long acquiredNanos, boolean autoCommit) {
		super(acquiredNanos, autoCommit);
	}

	/**
	 * Identifier, unique in the application while it runs.
	 * @return the pool's name and a number
	 */
	public abstract String id();

	/**
	 * The line of the application that borrowed, as it is written in a report.
	 * @return null if it is not known
	 */
	public abstract @Nullable String callSiteText();

	/**
	 * Note what is lent, and what the application gets for it. The handle is not kept,
	 * only known to be reachable or not.
	 * @param connection the pool's connection
	 * @param handle what the application holds
	 */
	public void lends(Connection connection, Object handle) {
		this.connection = connection;
		// a release: who sees the reference sees what it refers to
		HANDLE.setRelease(this, new PhantomReference<>(handle, null));
	}

	/**
	 * The pool's connection.
	 * @return what was lent, null while it is not known
	 */
	public @Nullable Connection connection() {
		return this.connection;
	}

	/**
	 * Whether neither the handle nor anything made from it can be reached any more, which
	 * the garbage collector has found out.
	 * @return false while it has not looked, and once it was returned
	 */
	public boolean isUnreachable() {
		PhantomReference<?> handle = (PhantomReference<?>) HANDLE.getAcquire(this);
		// in this order: what was returned before it was lost is seen to be
		return handle != null && handle.refersTo(null) && this.state == LENT;
	}

	/**
	 * Whether the pool has taken the connection back by itself, as some do with those
	 * they take for abandoned.
	 */
	boolean isGone() {
		Connection connection = this.connection;
		try {
			return connection != null && connection.isClosed();
		}
		catch (SQLException | RuntimeException ex) {
			return false;
		}
	}

	/**
	 * The application gives it back. Of several that do so at once, or while it is taken
	 * back, one only may go to the pool.
	 * @return whether it is this one
	 */
	public boolean beginReturn() {
		return leaveLent(RETURNED);
	}

	/** Of several that try, one only. Waits for a claim, which may be given up. */
	private boolean leaveLent(int next) {
		int seen;
		while ((seen = (int) STATE.compareAndExchange(this, LENT, next)) != LENT) {
			if (seen != CLAIMED) {
				return false;
			}
			settle();
		}
		return true;
	}

	/**
	 * Do what must not meet with a return or a taking back, unless there has been one.
	 * @param action takes no time
	 */
	void whileLent(Runnable action) {
		if (STATE.compareAndSet(this, LENT, CLAIMED)) {
			try {
				action.run();
			}
			finally {
				this.state = LENT;
			}
		}
	}

	/**
	 * Refuse what is done with a connection that was taken back.
	 * @throws SQLException if it was, with SQLState 08003 and when, why and where it was
	 * borrowed
	 */
	public void ensureLent() throws SQLException {
		if (this.state != LENT) {
			refuse();
		}
	}

	private void refuse() throws SQLException {
		settle();
		TakenBack takenBack = this.takenBack;
		if (this.state == TAKEN_BACK && takenBack != null) {
			throw takenBack.exception();
		}
	}

	/** Wait for a claim to be settled, which takes a few milliseconds. */
	private void settle() {
		while (this.state == CLAIMED) {
			LockSupport.parkNanos(CLAIM_NANOS / 10);
		}
	}

	/**
	 * Take it back unless it is used. A use that has begun but is not visible yet, or
	 * that begins meanwhile, counts; who comes later is refused.
	 * @param why in words, for who still uses it
	 * @return whether it is the caller's now, to be given back to the pool
	 */
	public boolean takeBackUnlessUsed(String why) {
		long steps = steps();
		if (this.connection == null || isInFlight() || !STATE.compareAndSet(this, LENT, CLAIMED)) {
			return false;
		}
		int decision = LENT;
		try {
			this.takenBack = new TakenBack(id(), Instant.now(), why, callSiteText());
			long start = System.nanoTime();
			while (System.nanoTime() - start < CLAIM_NANOS) {
				LockSupport.parkNanos(CLAIM_NANOS);
			}
			decision = (isInFlight() || isDriverUnwrapped() || steps() != steps) ? LENT : TAKEN_BACK;
		}
		finally {
			this.state = decision;
		}
		return decision == TAKEN_BACK;
	}

	/**
	 * Take it back whatever is done with it.
	 * @param why in words, for who still uses it
	 * @return whether it is the caller's now; false if it has been returned or taken back
	 */
	public boolean takeBack(String why) {
		TakenBack takenBack = new TakenBack(id(), Instant.now(), why, callSiteText());
		if (this.connection == null || !leaveLent(CLAIMED)) {
			return false;
		}
		this.takenBack = takenBack;
		this.state = TAKEN_BACK;
		return true;
	}

	/**
	 * Whether it was taken back.
	 * @return whether what is done with it is refused
	 */
	public boolean isTakenBack() {
		return this.state == TAKEN_BACK;
	}

}

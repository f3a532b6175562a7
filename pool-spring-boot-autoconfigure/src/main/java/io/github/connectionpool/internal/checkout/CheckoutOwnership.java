package io.github.connectionpool.internal.checkout;

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
public abstract sealed class CheckoutOwnership extends CheckoutActivity permits Checkout {

	private static final VarHandle HANDLE;

	private static final VarHandle STATE;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			HANDLE = lookup.findVarHandle(CheckoutOwnership.class, "handle", PhantomReference.class);
			STATE = lookup.findVarHandle(CheckoutOwnership.class, "state", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private static final int LENT = 0;

	/** Lent, and looked at: every call is noted from now on. */
	private static final int WATCHED = 1;

	/** About to be taken back, unless it is used after all. */
	private static final int CLAIMED = 2;

	private static final int TAKEN_BACK = 3;

	/** In the pool's own close, which may fail. */
	private static final int RETURNING = 4;

	private static final int RETURNED = 5;

	/** A use that is under way shows itself within this time. */
	private static final long CLAIM_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

	private @Nullable Connection connection;

	@SuppressWarnings("UnusedVariable") // through HANDLE
	private @Nullable PhantomReference<Object> handle;

	private volatile @Nullable RevokedCheckout takenBack;

	private volatile int state;

	CheckoutOwnership(long acquiredNanos, boolean autoCommit) {
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
		return handle != null && handle.refersTo(null) && isLent(this.state);
	}

	private static boolean isLent(int state) {
		return state == LENT || state == WATCHED;
	}

	/**
	 * Notice whether the connection has been used since the last look, and have every
	 * call noted from the first look on. What has been used before is not accused before
	 * calls have been noted for some time, since the same look notices that use. Only for
	 * the watching thread.
	 */
	@Override
	public void look(long now) {
		watch();
		super.look(now);
	}

	/** Returns whether it is lent, and all calls that begin from now on are noted. */
	private boolean watch() {
		return this.state == WATCHED || STATE.compareAndSet(this, LENT, WATCHED);
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
		catch (Throwable ex) {
			// not known
			return false;
		}
	}

	/**
	 * Note that it is returned, without closing anything. Of several that do so at once,
	 * or while it is taken back, only one may go to the pool.
	 * @return whether it is this one
	 */
	public boolean beginReturn() {
		return leaveLent(RETURNED);
	}

	/**
	 * Close the pool's connection, and note its return when that has succeeded or the
	 * pool says that the connection is closed. A close that fails otherwise leaves it
	 * lent, so that it can be repeated. Of several threads that do so at once, or while
	 * it is taken back, one reaches the pool; for the others nothing happens.
	 * @param connection the pool's connection
	 * @throws SQLException the pool's own
	 */
	public void giveBack(Connection connection) throws SQLException {
		if (!leaveLent(RETURNING)) {
			return;
		}
		int next = WATCHED;
		try {
			// closing may roll back in the database, and be long about it
			beginCall();
			connection.close();
			cameBack();
			next = RETURNED;
		}
		catch (Throwable ex) {
			if (isGone()) {
				cameBack();
				next = RETURNED;
			}
			throw ex;
		}
		finally {
			try {
				end();
			}
			finally {
				// fields only: with the stack at its end no call is possible
				this.call = NO_CALL;
				this.state = next;
			}
		}
	}

	/** The pool has it again. May be called twice if the first call failed. */
	abstract void cameBack();

	/** Of several that try, one only. Waits for a claim, which may be given up. */
	private boolean leaveLent(int next) {
		int seen = this.state;
		while (isLent(seen) || seen == CLAIMED) {
			if (seen == CLAIMED) {
				settle();
			}
			else if (STATE.compareAndSet(this, seen, next)) {
				return true;
			}
			seen = this.state;
		}
		return false;
	}

	/**
	 * Do what must not meet with a return or a taking back, unless there has been one.
	 * @param action takes no time
	 */
	void whileLent(Runnable action) {
		if (watch() && STATE.compareAndSet(this, WATCHED, CLAIMED)) {
			try {
				action.run();
			}
			finally {
				this.state = WATCHED;
			}
		}
	}

	/**
	 * Note a call where calls are watched, and refuse it where the connection was taken
	 * back. One read while it is lent and not watched.
	 * @throws SQLException if it was taken back, with SQLState 08003 and when, why and
	 * where it was borrowed
	 */
	public void ensureLent() throws SQLException {
		if (this.state != LENT) {
			noteOrRefuse();
		}
	}

	private void noteOrRefuse() throws SQLException {
		int seen = this.state;
		if (seen == WATCHED || seen == CLAIMED) {
			touched();
			// in this order: a claim sees the use, or the use sees the claim
			VarHandle.acquireFence();
			settle();
		}
		RevokedCheckout takenBack = this.takenBack;
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

	/** Wait until what other threads have written before is visible. */
	private static void awaitVisible() {
		long start = System.nanoTime();
		while (System.nanoTime() - start < CLAIM_NANOS) {
			LockSupport.parkNanos(CLAIM_NANOS);
		}
	}

	/**
	 * Take it back unless it is used from now on.
	 * @param why in words, for a thread that still uses it
	 * @return whether it is the caller's now, to be given back to the pool
	 */
	public boolean takeBackUnlessUsed(String why) {
		return takeBackUnlessUsed(uses(), why);
	}

	/**
	 * Take it back unless it has been used. A use that has begun but is not visible yet,
	 * or that begins meanwhile, counts; later calls are refused.
	 * @param uses what {@link #uses()} has returned when that was decided
	 * @param why in words, for a thread that still uses it
	 * @return whether it is the caller's now, to be given back to the pool
	 */
	public boolean takeBackUnlessUsed(long uses, String why) {
		if (this.connection == null || isUsedSince(uses) || !watch()) {
			return false;
		}
		RevokedCheckout takenBack = new RevokedCheckout(id(), Instant.now(), why, callSiteText());
		// a call that began when calls were not noted yet is over by then
		awaitVisible();
		if (!STATE.compareAndSet(this, WATCHED, CLAIMED)) {
			return false;
		}
		int decision = WATCHED;
		try {
			this.takenBack = takenBack;
			awaitVisible();
			decision = isUsedSince(uses) ? WATCHED : TAKEN_BACK;
		}
		finally {
			this.state = decision;
		}
		return decision == TAKEN_BACK;
	}

	private boolean isUsedSince(long uses) {
		return isInFlight() || isDriverUnwrapped() || uses() != uses;
	}

	/**
	 * Take it back whatever is done with it.
	 * @param why in words, for a thread that still uses it
	 * @return whether it is the caller's now; false if it has been returned or taken back
	 */
	public boolean takeBack(String why) {
		RevokedCheckout takenBack = new RevokedCheckout(id(), Instant.now(), why, callSiteText());
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

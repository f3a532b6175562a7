package io.github.connectionpool.internal.checkout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A connection and its ownership: it belongs to the application until the application
 * returns it or the monitor revokes it. Exactly one return or revocation succeeds. All
 * methods may be called from any thread. A revocation and a call that meets it wait for
 * each other, for some milliseconds at most.
 */
abstract sealed class CheckoutOwnership extends CheckoutActivity permits CheckoutEvidence {

	private static final VarHandle STATE;

	static {
		try {
			STATE = MethodHandles.lookup().findVarHandle(CheckoutOwnership.class, "state", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private static final int LENT = 0;

	/** Lent, and not used since the last check: the next call is noted. */
	private static final int WATCHED = 1;

	/** Claimed for a revocation, which is given up if the connection is used. */
	private static final int CLAIMED = 2;

	private static final int REVOKED = 3;

	/** In the pool's own close, which may fail. */
	private static final int RETURNING = 4;

	private static final int RETURNED = 5;

	/** A use that is under way becomes visible within this time. */
	private static final long CLAIM_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

	private @Nullable Connection connection;

	private volatile @Nullable RevokedCheckout revoked;

	private volatile int state;

	CheckoutOwnership(long acquiredNanos, boolean autoCommit) {
		super(acquiredNanos, autoCommit);
	}

	/**
	 * The identifier, unique in the application while it runs.
	 * @return the pool's name and a number
	 */
	public abstract String id();

	/**
	 * The line of the application that borrowed, as reports show it.
	 * @return null if it is not known
	 */
	public abstract @Nullable String callSiteText();

	/**
	 * The line of the borrow in words, perhaps a likely one.
	 * @return null if none is known
	 */
	abstract @Nullable String lineText();

	/** Set the pool's connection. */
	void lends(Connection connection) {
		this.connection = connection;
	}

	/**
	 * The pool's connection.
	 * @return the connection, null while it is not known
	 */
	public @Nullable Connection connection() {
		return this.connection;
	}

	/** Whether it has neither begun its return nor been claimed for a revocation. */
	boolean isLent() {
		return isLent(this.state);
	}

	private static boolean isLent(int state) {
		return state == LENT || state == WATCHED;
	}

	/**
	 * Note whether the connection has been used since the last check, and have the next
	 * call noted. Later calls cost one read again until the next check: one use between
	 * two checks is enough to know. Only for the watching thread.
	 */
	@Override
	public void checked(long now) {
		// in this order: while calls are not noted the number of uses differs from the
		// one that was seen last, hence a connection in use never seems unchanged
		super.checked(now);
		watch();
	}

	/** Note the next call that begins. Returns whether the connection is lent. */
	private boolean watch() {
		return this.state == WATCHED || STATE.compareAndSet(this, LENT, WATCHED);
	}

	/**
	 * The number of {@link #uses()}, with the promise that the next use changes it.
	 * @return to be compared only
	 */
	public long watchedUses() {
		long uses;
		do {
			watch();
			uses = uses();
		}
		while (this.state == LENT);
		return uses;
	}

	/**
	 * Whether the pool has closed the connection by itself, as some pools do with
	 * connections that they consider abandoned.
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
	 * Begin the return, without closing anything. Of several threads that return or
	 * revoke a connection, exactly one may give it to the pool.
	 * @return whether it is the calling thread
	 */
	public boolean beginReturn() {
		return leaveLent(RETURNED);
	}

	/**
	 * Close the pool's connection and note its return. The return is noted if the close
	 * succeeds, or if the pool says that the connection is closed. After any other
	 * failure the connection stays lent, so that the close can be repeated. Of several
	 * threads that return or revoke a connection, exactly one reaches the pool; for the
	 * others nothing happens.
	 * @param connection the pool's connection
	 * @throws SQLException the exception of the pool
	 */
	public void returnConnection(Connection connection) throws SQLException {
		if (!leaveLent(RETURNING)) {
			return;
		}
		int next = WATCHED;
		try {
			// the close may roll back in the database, which may take long
			beginCall();
			connection.close();
			noteReturn();
			next = RETURNED;
		}
		catch (Throwable ex) {
			if (isGone()) {
				noteReturn();
				next = RETURNED;
			}
			throw ex;
		}
		finally {
			try {
				end();
			}
			finally {
				// fields only: with the call stack exhausted no method can be called
				this.call = NO_CALL;
				this.state = next;
			}
		}
	}

	/**
	 * The pool has the connection again. May be called twice if the first call failed.
	 */
	abstract void noteReturn();

	/**
	 * End the loan. Only one of several threads succeeds. Waits for a claim, which may be
	 * given up.
	 */
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
	 * Run an action during which the connection is neither returned nor revoked. Does
	 * nothing if it has been.
	 * @param action must take no time
	 */
	void whileLent(Runnable action) {
		while (watch()) {
			// a call ends the watch
			if (STATE.compareAndSet(this, WATCHED, CLAIMED)) {
				try {
					action.run();
				}
				finally {
					this.state = WATCHED;
				}
				return;
			}
		}
	}

	/**
	 * Note the first call after a check, and refuse a call if the connection was revoked.
	 * Every other call costs one read.
	 * @throws SQLException if the connection was revoked, with SQLState 08003; the
	 * message says when, why and where it was borrowed
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
			STATE.compareAndSet(this, WATCHED, LENT);
			// again: the number of uses may have been read in between
			touched();
			// in this order: either the claim sees the use, or the use sees the claim
			VarHandle.acquireFence();
			settle();
			calledAfterCheck();
		}
		RevokedCheckout revoked = this.revoked;
		if (this.state == REVOKED && revoked != null) {
			throw revoked.exception();
		}
	}

	/** The first call after a check is made. */
	abstract void calledAfterCheck();

	/** Wait for the end of a claim, which lasts a few milliseconds. */
	private void settle() {
		while (this.state == CLAIMED) {
			LockSupport.parkNanos(CLAIM_NANOS / 10);
		}
	}

	/** Wait until earlier writes of other threads are visible. */
	private static void awaitVisible() {
		long start = System.nanoTime();
		while (System.nanoTime() - start < CLAIM_NANOS) {
			LockSupport.parkNanos(CLAIM_NANOS);
		}
	}

	/**
	 * Revoke the connection unless it has been used. A use counts if it has begun but is
	 * not visible yet, or if it begins during this method. Later calls are refused.
	 * @param uses the value of {@link #uses()} at the time of the decision
	 * @param why the reason, for a thread that still uses it
	 * @return whether it is revoked; the caller must then give it to the pool
	 */
	public boolean revokeUnlessUsed(long uses, String why) {
		if (this.connection == null || isUsedSince(uses) || !watch()) {
			return false;
		}
		RevokedCheckout revoked = new RevokedCheckout(id(), Instant.now(), why, lineText());
		// a call that began before calls were noted is over by then
		awaitVisible();
		if (!STATE.compareAndSet(this, WATCHED, CLAIMED)) {
			return false;
		}
		int decision = WATCHED;
		try {
			this.revoked = revoked;
			awaitVisible();
			decision = isUsedSince(uses) ? WATCHED : REVOKED;
		}
		finally {
			this.state = decision;
		}
		return decision == REVOKED;
	}

	private boolean isUsedSince(long uses) {
		return isInFlight() || isDriverUnwrapped() || uses() != uses;
	}

	/**
	 * Revoke the connection even while it is used.
	 * @param why the reason, for a thread that still uses it
	 * @return whether it is revoked; the caller must then give it to the pool; false if
	 * it has been returned or revoked before
	 */
	public boolean revoke(String why) {
		RevokedCheckout revoked = new RevokedCheckout(id(), Instant.now(), why, lineText());
		if (this.connection == null || !leaveLent(CLAIMED)) {
			return false;
		}
		this.revoked = revoked;
		this.state = REVOKED;
		return true;
	}

	/**
	 * Whether the connection was revoked.
	 * @return whether calls on it are refused
	 */
	public boolean isRevoked() {
		return this.state == REVOKED;
	}

}

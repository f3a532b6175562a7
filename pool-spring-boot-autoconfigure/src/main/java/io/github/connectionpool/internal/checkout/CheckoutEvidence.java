package io.github.connectionpool.internal.checkout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.PhantomReference;
import java.sql.Connection;

import org.jspecify.annotations.Nullable;

/**
 * A checkout with the evidence on it. That is whether its handle is reachable, the facts
 * that the checks have collected, and the mark of an application that holds its
 * connection for long on purpose. May be read from any thread.
 */
abstract sealed class CheckoutEvidence extends CheckoutOwnership permits CheckoutOrigin {

	private static final VarHandle EVIDENCE;

	private static final VarHandle HANDLE;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			EVIDENCE = lookup.findVarHandle(CheckoutEvidence.class, "evidence", Evidence.class);
			HANDLE = lookup.findVarHandle(CheckoutEvidence.class, "handle", PhantomReference.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	@SuppressWarnings("UnusedVariable") // through HANDLE
	private @Nullable PhantomReference<Object> handle;

	/** Created for the first fact, since most checkouts have none. */
	private volatile @Nullable Evidence evidence;

	private volatile @Nullable String purpose;

	CheckoutEvidence(long acquiredNanos, boolean autoCommit) {
		super(acquiredNanos, autoCommit);
	}

	/**
	 * Set the pool's connection and the handle that the application gets for it. The
	 * handle is referred to weakly, only to learn whether it is reachable.
	 * @param connection the pool's connection
	 * @param handle the handle of the application
	 */
	public void lends(Connection connection, Object handle) {
		lends(connection, new PhantomReference<>(handle, null));
	}

	/**
	 * Set the pool's connection and a reference to the handle that the application gets
	 * for it.
	 * @param connection the pool's connection
	 * @param handle refers to the handle of the application
	 */
	public void lends(Connection connection, PhantomReference<Object> handle) {
		lends(connection);
		// a release: a reader that sees the reference sees its referent, too
		HANDLE.setRelease(this, handle);
	}

	/**
	 * The reference to the handle of the application.
	 * @return null while the connection is not lent
	 */
	public @Nullable PhantomReference<?> handle() {
		return (PhantomReference<?>) HANDLE.getAcquire(this);
	}

	/**
	 * Whether the garbage collector has found that neither the handle nor anything made
	 * from it is reachable.
	 * @return false before a collection has found out, and after the return
	 */
	public boolean isUnreachable() {
		PhantomReference<?> handle = (PhantomReference<?>) HANDLE.getAcquire(this);
		// in this order: a connection that was returned before its handle was lost is
		// seen as returned
		return handle != null && handle.refersTo(null) && isLent();
	}

	/**
	 * Mark the connection as held for long on purpose. The mark counts as a use, since
	 * the application still has the connection.
	 * @param purpose the reason, for people
	 */
	public void heldFor(String purpose) {
		this.purpose = purpose;
		touched();
	}

	/**
	 * Why the connection is held for long on purpose.
	 * @return the reason, null if it is not marked
	 */
	public @Nullable String purpose() {
		return this.purpose;
	}

	/**
	 * The owner has been seen in a method of the driver that the monitor has not called,
	 * or outside of the driver. In the driver counts as a use. Only for the watching
	 * thread.
	 * @param inDriver whether it is in the driver
	 */
	public void driverSeen(boolean inDriver) {
		if (inDriver) {
			touched();
		}
		if (inDriver || evidence().isInDriver()) {
			ownEvidence().driverSeen(inDriver);
		}
	}

	/**
	 * The owner has been seen. Only for the watching thread.
	 * @param seen its state
	 * @param now {@link System#nanoTime()}
	 */
	public void ownerSeen(Evidence.Owner seen, long now) {
		ownEvidence().ownerSeen(seen, now);
	}

	/**
	 * Set the conclusion, if no other one has been set in the meantime.
	 * @param expected the present conclusion, null if there is none
	 * @param next the new conclusion
	 * @return whether it was set
	 */
	public boolean conclude(Evidence.@Nullable Conclusion expected, Evidence.Conclusion next) {
		return ownEvidence().conclude(expected, next);
	}

	private Evidence ownEvidence() {
		Evidence evidence = this.evidence;
		if (evidence == null) {
			Evidence created = new Evidence();
			evidence = (Evidence) EVIDENCE.compareAndExchange(this, null, created);
			evidence = (evidence != null) ? evidence : created;
		}
		return evidence;
	}

	/**
	 * The evidence on the owner that the checks have collected.
	 * @return the evidence
	 */
	public Evidence evidence() {
		Evidence evidence = this.evidence;
		return (evidence != null) ? evidence : Evidence.NONE;
	}

}

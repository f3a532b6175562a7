package io.github.connectionpool.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A checkout as it was at one moment, with the verdict. Immutable; holds no connection
 * and no thread.
 *
 * @param pool name of the pool
 * @param id identifier of the checkout
 * @param judgement the verdict and its reason
 * @param explanation one sentence for a person
 * @param acquiredAt when it was borrowed
 * @param held how long it had been held
 * @param waited how long the borrower had waited for it
 * @param owner the thread that borrowed it
 * @param context the unit of work at the time of the borrow
 * @param callSite the line of the application that borrowed, or of a framework that has
 * borrowed for itself; null if it is not known
 * @param source the call site with the component of the framework; where the call site is
 * not known, the origin of the borrow. The same for borrows of the same code
 * @param stack the stack of the borrow, topmost frame first; empty if none was taken
 * @param sql the statement in flight, or the last that ran, as the application gave it;
 * null if none has run
 * @param inFlight how long the call to the database has been in flight at least, null if
 * none is
 * @param inTransaction whether a transaction was open
 * @param activity how many calls that may reach the database had been made
 * @param backendPid the server's process as the driver knows it, null if it does not or
 * was not asked; behind a pooler it is made up
 * @since 0.1.0
 */
public record CheckoutReport(String pool, String id, Judgement judgement, String explanation, Instant acquiredAt,
		Duration held, Duration waited, OwnerReport owner, CheckoutContext context, @Nullable String callSite,
		String source, List<StackTraceElement> stack, @Nullable String sql, @Nullable Duration inFlight,
		boolean inTransaction, long activity, @Nullable Integer backendPid) {
}

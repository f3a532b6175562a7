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
 * borrowed for itself; null if no stack of this checkout was taken
 * @param callSiteFrom the call whose stack has the call site, null without a call site
 * @param likelyCallSites the lines from which it was probably borrowed, the likeliest
 * first, at most three; empty if its own stack was taken at the borrow
 * @param source the call site with the component of the framework; where the call site is
 * not known, a likely one with the word "probably", or else the origin of the borrow
 * @param stack the stack of the call that has the call site, topmost frame first; empty
 * if none was taken
 * @param likelyStack the stack of another borrow at the likeliest line, topmost frame
 * first; empty if none is known
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
		@Nullable CallSiteFrom callSiteFrom, List<LikelyCallSite> likelyCallSites, String source,
		List<StackTraceElement> stack, List<StackTraceElement> likelyStack, @Nullable String sql,
		@Nullable Duration inFlight, boolean inTransaction, long activity, @Nullable Integer backendPid) {

	/** The call whose stack has the call site. */
	public enum CallSiteFrom {

		/** The borrow. */
		BORROW,

		/** A call on the connection after its borrow. */
		LATER_CALL

	}

	/**
	 * A line from which a checkout was probably borrowed, learned from other borrows.
	 *
	 * @param callSite the line
	 * @param seen how many of the sampled borrows came from it
	 * @param of how many borrows of the same kind were sampled
	 */
	public record LikelyCallSite(String callSite, int seen, int of) {
	}

}

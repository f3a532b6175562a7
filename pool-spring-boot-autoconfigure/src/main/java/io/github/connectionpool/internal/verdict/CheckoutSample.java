package io.github.connectionpool.internal.verdict;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.report.Judgement;

/**
 * The evidence on an open checkout at one moment, with all that a verdict rests on.
 * Immutable; keeps the checkout reachable.
 *
 * @param checkout the checkout
 * @param depth how many connections of the pool its owner has open, this and older ones
 * @param nanos {@link System#nanoTime()} of the moment
 * @param uses how often the connection had been used; a later use ends an accusation
 * @param unreachable whether the application has lost its handle
 * @param inFlight whether a call is in flight
 * @param inDriver whether its owner was seen in the driver
 * @param inTransaction whether a transaction is open
 * @param unwrapped whether the driver's connection was unwrapped
 * @param driverUsed whether the unwrapped one has been seen in use
 * @param onPurpose whether the application has declared that it holds it for long
 * @param listening whether it listens for notifications
 * @param held since the borrow
 * @param unchanged since the last use that was noticed
 * @param waiting whether its owner waits for another connection of the pool
 * @param end the end of the work in which it was borrowed, null if that goes on
 * @param lostSince since when it may be lost, by {@link System#nanoTime()}; null if
 * nothing has ended
 * @param patience how long it may lie after the end of its work
 * @param standing the accusation that stands, null if there is none
 */
public record CheckoutSample(Checkout checkout, int depth, long nanos, long uses, boolean unreachable, boolean inFlight,
		boolean inDriver, boolean inTransaction, boolean unwrapped, boolean driverUsed, boolean onPurpose,
		boolean listening, Duration held, Duration unchanged, boolean waiting, @Nullable WorkEnd end,
		@Nullable Long lostSince, Patience patience, @Nullable Judgement standing) {

	/**
	 * Read the evidence.
	 * @param cleared knows how long others of the call site have lain
	 * @param now {@link System#nanoTime()}
	 */
	static CheckoutSample of(Checkout checkout, int depth, LeakTimes times, ClearedCallSites cleared, long now) {
		// read first: a use from here on ends the evidence found below
		long uses = checkout.uses();
		// in this order: no call begins on an unreachable connection, but one may have
		// begun before
		boolean unreachable = checkout.isUnreachable();
		boolean inFlight = checkout.isInFlight();
		WorkEnd end = WorkEnd.of(checkout);
		Long lostSince = (end != null) ? Long.valueOf(end.sinceNanos()) : WorkEnd.mayBeLostSince(checkout);
		Duration pause = (lostSince != null) ? cleared.longestPause(checkout, now) : null;
		return new CheckoutSample(checkout, depth, now, uses, unreachable, inFlight, checkout.evidence().isInDriver(),
				checkout.isInTransaction(), checkout.isDriverUnwrapped(), checkout.evidence().isDriverUsed(),
				checkout.purpose() != null, checkout.isListening(), checkout.held(now), checkout.unchanged(now),
				end == null && isWaiting(checkout, now), end, lostSince, new Patience(times.quiet(), pause),
				Standing.of(checkout, uses));
	}

	/** A thread that has lost its connection in other work just waits for another. */
	private static boolean isWaiting(Checkout checkout, long now) {
		Duration waits = checkout.owner().waitsFor(checkout.pool(), now);
		return waits != null && waits.compareTo(LeakTimes.REAL_WAIT) >= 0;
	}

	/** Whether something is known to use the connection at that moment. */
	boolean inUse() {
		return this.inFlight || this.inDriver;
	}

	/** Whether its age says nothing. */
	boolean isMeantToLie() {
		return this.onPurpose || this.listening;
	}

	/** How long it has not been used since its work or its owner has ended. */
	Duration idle(WorkEnd ended) {
		Duration since = Duration.ofNanos(Math.max(0, this.nanos - ended.sinceNanos()));
		return (this.unchanged.compareTo(since) < 0) ? this.unchanged : since;
	}

}

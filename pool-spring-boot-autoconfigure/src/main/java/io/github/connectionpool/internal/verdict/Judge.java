package io.github.connectionpool.internal.verdict;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Reason;

/**
 * Gives a verdict on a checkout from what is known of it. Never by age alone: a statement
 * in flight or any use since clears, and what may be used unseen is never more than
 * suspect. An accusation ends by a use or a return, and by nothing else. Thread-safe.
 */
public final class Judge {

	private static final long NEVER = Long.MAX_VALUE;

	private final LeakTimes times;

	private final ClearedCallSites cleared = new ClearedCallSites();

	/**
	 * Create.
	 * @param times how long things may take
	 */
	public Judge(LeakTimes times) {
		this.times = times;
	}

	public LeakTimes times() {
		return this.times;
	}

	public ClearedCallSites cleared() {
		return this.cleared;
	}

	/** How long a checkout may lie after the end of its work. */
	Patience patience(Checkout checkout, long now) {
		return new Patience(this.times.quiet(), this.cleared.longestPause(checkout, now));
	}

	/**
	 * Give the verdict on a checkout. An accusation is noted by the checkout and stands
	 * until the connection is used.
	 * @param checkout the checkout
	 * @param now {@link System#nanoTime()}
	 * @return the verdict at that moment
	 */
	public Judgement judge(Checkout checkout, long now) {
		// read first: a use from here on ends what is found below
		long uses = checkout.uses();
		return Standing.join(checkout, weigh(checkout, now), uses);
	}

	private Judgement weigh(Checkout checkout, long now) {
		// in this order: nothing begins on what is unreachable, but may have begun before
		boolean unreachable = checkout.isUnreachable() && !isHeldByItsDriver(checkout, now);
		if (checkout.isInFlight() || checkout.evidence().isInDriver()) {
			return Judgement.EXECUTING;
		}
		// a proof needs no age
		if (unreachable) {
			return checkout.isDriverUnwrapped() ? Judgement.SUSPECT_UNREACHABLE : Judgement.UNREACHABLE;
		}
		if (isYoung(checkout, now)) {
			return isWaiting(checkout, now) ? Judgement.WAITING : Judgement.ACTIVE;
		}
		if (checkout.purpose() == null) {
			Judgement accusation = accuse(checkout, now);
			if (accusation != null) {
				return accusation;
			}
		}
		Duration unchanged = checkout.unchanged(now);
		if (isWaiting(checkout, now)) {
			return Judgement.WAITING;
		}
		if (!isMeantToLie(checkout) && unchanged.compareTo(this.times.threshold()) >= 0) {
			return Judgement.NO_ACTIVITY;
		}
		return (unchanged.compareTo(this.times.evidenceAfter()) >= 0) ? Judgement.HELD : Judgement.ACTIVE;
	}

	/**
	 * As one that listens for notifications, of which only the driver's connection is
	 * held, or one whose driver's connection has been seen in use of late.
	 */
	private boolean isHeldByItsDriver(Checkout checkout, long now) {
		if (!checkout.isDriverUnwrapped()) {
			return false;
		}
		boolean used = checkout.evidence().isDriverUsed()
				&& checkout.unchanged(now).compareTo(this.times.threshold()) < 0;
		return used || isMeantToLie(checkout);
	}

	/** Whether its age says nothing. */
	private static boolean isMeantToLie(Checkout checkout) {
		return checkout.purpose() != null || checkout.isListening();
	}

	private @Nullable Judgement accuse(Checkout checkout, long now) {
		WorkEnd ending = WorkEnd.of(checkout);
		if (ending == null) {
			return null;
		}
		Duration idle = idle(checkout, ending, now);
		Patience patience = patience(checkout, now);
		if (ending.isCertain() && !checkout.isDriverUnwrapped() && idle.compareTo(patience.untilLeaked()) >= 0) {
			return Judgement.leaked(ending.reason());
		}
		return (idle.compareTo(patience.untilSuspect()) >= 0) ? Judgement.suspect(ending.reason()) : null;
	}

	/**
	 * Since when a checkout has lain after the end of its work, accused or not.
	 * @return {@link System#nanoTime()}, null if its work goes on, if it is meant to be
	 * held, or if it has lain for a moment only
	 */
	public @Nullable Long lyingSince(Checkout checkout, long now) {
		WorkEnd ending = WorkEnd.of(checkout);
		if (ending == null || checkout.purpose() != null || checkout.isInFlight() || isYoung(checkout, now)) {
			return null;
		}
		Duration idle = idle(checkout, ending, now);
		return (idle.compareTo(Patience.GRACE) >= 0) ? now - idle.toNanos() : null;
	}

	/**
	 * Since when a garbage collection may prove it to be leaked, though it may be too
	 * young to be suspected.
	 * @return {@link System#nanoTime()}, null if none would
	 */
	public @Nullable Long mayBeLostSince(Checkout checkout, Judgement judgement, long now) {
		if (checkout.isInFlight() || checkout.isDriverUnwrapped() || judgement.reason() == Reason.UNREACHABLE) {
			return null;
		}
		Long lost = WorkEnd.mayBeLostSince(checkout);
		if (lost == null) {
			return judgement.isAccusation() ? checkout.acquiredNanos() : null;
		}
		boolean patient = this.cleared.longestPause(checkout, now) != null;
		return (judgement.isAccusation() || !patient) ? lost : null;
	}

	/** How long it has not been used since its work or its owner has ended. */
	static Duration idle(Checkout checkout, WorkEnd ending, long now) {
		Duration unchanged = checkout.unchanged(now);
		Duration ended = Duration.ofNanos(Math.max(0, now - ending.sinceNanos()));
		return (unchanged.compareTo(ended) < 0) ? unchanged : ended;
	}

	boolean isYoung(Checkout checkout, long now) {
		return checkout.held(now).compareTo(this.times.evidenceAfter()) < 0;
	}

	/**
	 * Whether it is too early to take the owner's stack. The idle time of an owner counts
	 * from the check that first saw it idle, and a check may be late by an interval.
	 * Hence stacks are taken long before evidence counts.
	 */
	boolean isYoungForStacks(Checkout checkout, long now) {
		return checkout.held(now).compareTo(this.times.evidenceAfter().dividedBy(4)) < 0;
	}

	/** A thread that has lost its connection in other work just waits for another. */
	private static boolean isWaiting(Checkout checkout, long now) {
		Duration waits = checkout.owner().waitsFor(checkout.pool(), now);
		return waits != null && waits.compareTo(LeakTimes.REAL_WAIT) >= 0 && WorkEnd.of(checkout) == null;
	}

	/**
	 * When the verdict on a checkout may change though nothing happens to it.
	 * @param checkout the checkout
	 * @param now {@link System#nanoTime()}
	 * @return nanoseconds from now on; a very large number if time alone changes nothing
	 * soon
	 */
	public long nanosToChange(Checkout checkout, long now) {
		if (checkout.isInFlight() || checkout.evidence().isInDriver()) {
			return NEVER;
		}
		if (isYoung(checkout, now)) {
			return this.times.evidenceAfter().minus(checkout.held(now)).toNanos();
		}
		WorkEnd ending = WorkEnd.of(checkout);
		if (ending == null) {
			return NEVER;
		}
		Duration idle = idle(checkout, ending, now);
		Patience patience = patience(checkout, now);
		if (idle.compareTo(patience.untilSuspect()) < 0) {
			return patience.untilSuspect().minus(idle).toNanos();
		}
		return (idle.compareTo(patience.untilLeaked()) < 0) ? patience.untilLeaked().minus(idle).toNanos() : NEVER;
	}

}

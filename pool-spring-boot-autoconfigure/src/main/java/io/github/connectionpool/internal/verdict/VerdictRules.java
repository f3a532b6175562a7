package io.github.connectionpool.internal.verdict;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Reason;
import io.github.connectionpool.report.Verdict;

/**
 * Decides the verdict on a checkout. Never by age alone: a statement in flight or any use
 * since clears, and a connection that may be used unseen is never more than suspect. Pure
 * functions of a sample. Immutable and thread-safe.
 */
final class VerdictRules {

	private static final long NEVER = Long.MAX_VALUE;

	private final LeakTimes times;

	VerdictRules(LeakTimes times) {
		this.times = times;
	}

	/**
	 * Judge the open checkouts of a pool.
	 * @param open their evidence at one moment, oldest first
	 * @return each with its verdict, in the same order
	 */
	List<JudgedCheckout> judge(List<CheckoutSample> open) {
		return open.stream().map((sample) -> new JudgedCheckout(sample, judge(sample))).toList();
	}

	/**
	 * Judge a checkout.
	 * @param sample its evidence
	 * @return never less than the accusation that stands
	 */
	Judgement judge(CheckoutSample sample) {
		Judgement found = weigh(sample);
		// a call in flight is a use that may not have been counted yet
		return (sample.standing() != null && found.verdict() != Verdict.EXECUTING) ? sample.standing().with(found)
				: found;
	}

	private Judgement weigh(CheckoutSample sample) {
		if (sample.inUse()) {
			return Judgement.EXECUTING;
		}
		// a proof needs no age
		if (sample.unreachable() && !isHeldByItsDriver(sample)) {
			return sample.unwrapped() ? Judgement.SUSPECT_UNREACHABLE : Judgement.UNREACHABLE;
		}
		if (isYoung(sample)) {
			return sample.waiting() ? Judgement.WAITING : Judgement.ACTIVE;
		}
		Judgement accusation = sample.onPurpose() ? null : accuse(sample);
		if (accusation != null) {
			return accusation;
		}
		if (sample.waiting()) {
			return Judgement.WAITING;
		}
		if (!sample.isMeantToLie() && sample.unchanged().compareTo(this.times.threshold()) >= 0) {
			return Judgement.NO_ACTIVITY;
		}
		return (sample.unchanged().compareTo(this.times.evidenceAfter()) >= 0) ? Judgement.HELD : Judgement.ACTIVE;
	}

	/**
	 * As one that listens for notifications, of which only the driver's connection is
	 * held, or one whose driver's connection has been seen in use of late.
	 */
	private boolean isHeldByItsDriver(CheckoutSample sample) {
		boolean used = sample.driverUsed() && sample.unchanged().compareTo(this.times.threshold()) < 0;
		return sample.unwrapped() && (used || sample.isMeantToLie());
	}

	private @Nullable Judgement accuse(CheckoutSample sample) {
		WorkEnd end = sample.end();
		if (end == null) {
			return null;
		}
		Duration idle = sample.idle(end);
		if (end.isCertain() && !sample.unwrapped() && idle.compareTo(sample.patience().untilLeaked()) >= 0) {
			return Judgement.leaked(end.reason());
		}
		return (idle.compareTo(sample.patience().untilSuspect()) >= 0) ? Judgement.suspect(end.reason()) : null;
	}

	private boolean isYoung(CheckoutSample sample) {
		return sample.held().compareTo(this.times.evidenceAfter()) < 0;
	}

	/**
	 * Since when a checkout has lain after the end of its work, accused or not.
	 * @return {@link System#nanoTime()}, null if its work goes on, if it is meant to be
	 * held, or if it has lain for a moment only
	 */
	@Nullable Long lyingSince(CheckoutSample sample) {
		WorkEnd end = sample.end();
		if (end == null || sample.onPurpose() || sample.inFlight() || isYoung(sample)) {
			return null;
		}
		Duration idle = sample.idle(end);
		return (idle.compareTo(Patience.GRACE) >= 0) ? sample.nanos() - idle.toNanos() : null;
	}

	/**
	 * Since when a garbage collection may prove it to be leaked, though it may be too
	 * young to be suspected.
	 * @return {@link System#nanoTime()}, null if none would
	 */
	@Nullable Long mayBeLostSince(CheckoutSample sample, Judgement judgement) {
		if (sample.inFlight() || sample.unwrapped() || judgement.reason() == Reason.UNREACHABLE) {
			return null;
		}
		if (sample.lostSince() == null) {
			return judgement.isAccusation() ? sample.checkout().acquiredNanos() : null;
		}
		boolean patient = sample.patience().longestPause() != null;
		return (judgement.isAccusation() || !patient) ? sample.lostSince() : null;
	}

	/**
	 * When the verdict may change though nothing happens to the checkout.
	 * @return nanoseconds from the sample on; a very large number if time alone changes
	 * nothing soon
	 */
	long nanosToChange(CheckoutSample sample) {
		if (sample.inUse()) {
			return NEVER;
		}
		if (isYoung(sample)) {
			return this.times.evidenceAfter().minus(sample.held()).toNanos();
		}
		WorkEnd end = sample.end();
		if (end == null) {
			return NEVER;
		}
		Duration idle = sample.idle(end);
		Patience patience = sample.patience();
		if (idle.compareTo(patience.untilSuspect()) < 0) {
			return patience.untilSuspect().minus(idle).toNanos();
		}
		return (idle.compareTo(patience.untilLeaked()) < 0) ? patience.untilLeaked().minus(idle).toNanos() : NEVER;
	}

}

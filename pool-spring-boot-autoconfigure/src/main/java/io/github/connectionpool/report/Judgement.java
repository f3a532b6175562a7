package io.github.connectionpool.report;

import org.jspecify.annotations.Nullable;

/**
 * A verdict with its reason. Immutable.
 *
 * @param verdict the verdict
 * @param reason the reason of a suspicion or a leak, null for other verdicts
 * @since 0.1.0
 */
public record Judgement(Verdict verdict, @Nullable Reason reason) {

	public static final Judgement ACTIVE = new Judgement(Verdict.ACTIVE, null);

	public static final Judgement EXECUTING = new Judgement(Verdict.EXECUTING, null);

	public static final Judgement HELD = new Judgement(Verdict.HELD, null);

	public static final Judgement WAITING = new Judgement(Verdict.WAITING, null);

	public static final Judgement NO_ACTIVITY = suspect(Reason.NO_ACTIVITY);

	public static final Judgement UNREACHABLE = leaked(Reason.UNREACHABLE);

	/** The driver's object may be reached though the handle is not. */
	public static final Judgement SUSPECT_UNREACHABLE = suspect(Reason.UNREACHABLE);

	public static Judgement suspect(Reason reason) {
		return new Judgement(Verdict.SUSPECT, reason);
	}

	public static Judgement leaked(Reason reason) {
		return new Judgement(Verdict.LEAKED, reason);
	}

	/**
	 * Whether it says that something is wrong.
	 * @return whether it is a suspicion or a leak
	 */
	public boolean isAccusation() {
		return this.verdict == Verdict.SUSPECT || this.verdict == Verdict.LEAKED;
	}

	/**
	 * Combines this accusation with later evidence on a connection that has not been used
	 * since. The verdict never gets weaker, and the first reason stays. A certain reason
	 * replaces age, and proof replaces all.
	 */
	public Judgement with(Judgement found) {
		if (!found.isAccusation()) {
			return this;
		}
		Verdict stronger = (found.verdict.compareTo(this.verdict) > 0) ? found.verdict : this.verdict;
		boolean firstStays = this.reason == Reason.UNREACHABLE || (isOfEnding() && found.reason != Reason.UNREACHABLE)
				|| found.reason == Reason.NO_ACTIVITY;
		return new Judgement(stronger, firstStays ? this.reason : found.reason);
	}

	/** Whether it rests on an end that a use disproves. */
	boolean isOfEnding() {
		return this.reason == Reason.OWNER_ENDED || this.reason == Reason.WORK_ENDED;
	}

}

package io.github.connectionpool.leak;

import org.jspecify.annotations.Nullable;

/**
 * A verdict with its reason. Immutable.
 *
 * @param verdict the verdict
 * @param reason the reason of a suspicion or a leak, null for other verdicts
 */
public record Judgement(Verdict verdict, @Nullable Reason reason) {

	static final Judgement ACTIVE = new Judgement(Verdict.ACTIVE, null);

	static final Judgement EXECUTING = new Judgement(Verdict.EXECUTING, null);

	static final Judgement NO_ACTIVITY = new Judgement(Verdict.SUSPECT, Reason.NO_ACTIVITY);

}

package io.github.connectionpool.internal.reclaim;

import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Reason;
import io.github.connectionpool.report.Verdict;

/**
 * Which leaked connections are given back to the pool.
 */
public enum ReclaimPolicy {

	/** None. */
	NEVER,

	/** Those that nobody can reach any more, which the garbage collector has proven. */
	UNREACHABLE,

	/** All that are leaked, whatever the reason. */
	LEAKED;

	public boolean allows(Judgement judgement) {
		return switch (this) {
			case NEVER -> false;
			case UNREACHABLE -> judgement.verdict() == Verdict.LEAKED && judgement.reason() == Reason.UNREACHABLE;
			case LEAKED -> judgement.verdict() == Verdict.LEAKED;
		};
	}

}

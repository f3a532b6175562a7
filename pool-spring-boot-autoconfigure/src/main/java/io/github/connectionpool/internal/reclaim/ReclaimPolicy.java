package io.github.connectionpool.internal.reclaim;

import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Reason;
import io.github.connectionpool.report.Verdict;

/**
 * Which leaked connections are reclaimed, that is, returned to the pool.
 */
public enum ReclaimPolicy {

	/** None. */
	NEVER,

	/** Connections whose handle is unreachable, as the garbage collector has proven. */
	UNREACHABLE,

	/** All leaked connections, for any reason. */
	LEAKED;

	public boolean allows(Judgement judgement) {
		return switch (this) {
			case NEVER -> false;
			case UNREACHABLE -> judgement.verdict() == Verdict.LEAKED && judgement.reason() == Reason.UNREACHABLE;
			case LEAKED -> judgement.verdict() == Verdict.LEAKED;
		};
	}

}

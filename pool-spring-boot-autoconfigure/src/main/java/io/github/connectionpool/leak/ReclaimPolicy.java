package io.github.connectionpool.leak;

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

	boolean allows(Judgement judgement) {
		return switch (this) {
			case NEVER -> false;
			case UNREACHABLE -> judgement.verdict() == Verdict.LEAKED && judgement.reason() == Reason.UNREACHABLE;
			case LEAKED -> judgement.verdict() == Verdict.LEAKED;
		};
	}

}

package io.github.connectionpool.evaluation.deadlock;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * One run of one case. Immutable.
 *
 * @param of the case
 * @param said what the starter has called it, null if it said nothing
 * @param failure how it failed, null if it came to its end
 */
record DeadlockRun(DeadlockCase of, @Nullable String said, @Nullable String failure) {

	/**
	 * Its faults.
	 * @return one sentence, null if nothing is
	 */
	@Nullable String wrong() {
		String name = this.of.name().toLowerCase(Locale.ROOT);
		if (this.of.isReal()) {
			if (this.failure == null) {
				return name + " came to its end, so that it was no deadlock";
			}
			return (this.said == null) ? name + " is a deadlock and was not called one" : null;
		}
		if (this.said != null) {
			return name + " comes to its end and was called a deadlock: " + this.said;
		}
		return (this.failure != null) ? name + " failed: " + this.failure : null;
	}

}

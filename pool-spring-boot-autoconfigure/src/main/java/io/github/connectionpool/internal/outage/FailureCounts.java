package io.github.connectionpool.internal.outage;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the borrowers that failed, by reason. Thread-safe.
 */
final class FailureCounts {

	/** All reasons are present from the start, and none is added. */
	private final Map<FailureReason, AtomicLong> counts = new EnumMap<>(FailureReason.class);

	public FailureCounts() {
		for (FailureReason reason : FailureReason.values()) {
			this.counts.put(reason, new AtomicLong());
		}
	}

	public void add(FailureReason reason) {
		of(reason).incrementAndGet();
	}

	/**
	 * How many borrowers failed for a reason.
	 * @param reason the reason
	 * @return a number that never falls
	 */
	public long count(FailureReason reason) {
		return of(reason).get();
	}

	/**
	 * How many borrowers failed for any reason.
	 * @return a number that never falls
	 */
	public long total() {
		return this.counts.values().stream().mapToLong(AtomicLong::get).sum();
	}

	private AtomicLong of(FailureReason reason) {
		return Objects.requireNonNull(this.counts.get(reason));
	}

}

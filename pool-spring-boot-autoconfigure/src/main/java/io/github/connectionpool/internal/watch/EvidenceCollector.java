package io.github.connectionpool.internal.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.verdict.CheckoutSample;
import io.github.connectionpool.internal.verdict.Judge;
import io.github.connectionpool.internal.verdict.OwnerInspector;

/**
 * Notices which open checkouts have been used since the last check, inspects their
 * owners, and reads the evidence. For the watching thread only.
 */
final class EvidenceCollector {

	private final Judge judge;

	private final OwnerInspector owners;

	EvidenceCollector(Judge judge, OwnerInspector owners) {
		this.judge = judge;
		this.owners = owners;
	}

	/**
	 * Collect the evidence.
	 * @param open oldest first
	 * @return in the same order
	 */
	List<CheckoutSample> collect(List<Checkout> open, long now) {
		this.owners.begin(open, this.judge, now);
		Map<Borrower, Integer> depths = new HashMap<>();
		List<CheckoutSample> samples = new ArrayList<>(open.size());
		for (Checkout checkout : open) {
			checkout.checked(now);
			this.owners.inspect(checkout, this.judge, now);
			int depth = depths.merge(checkout.owner(), 1, Integer::sum);
			samples.add(this.judge.sampler().checkout(checkout, depth, now));
		}
		return samples;
	}

}

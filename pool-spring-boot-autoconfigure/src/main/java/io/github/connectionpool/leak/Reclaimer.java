package io.github.connectionpool.leak;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.checkout.Checkout;

/**
 * Gives leaked connections of one pool back to it, as far as the policy allows. Never one
 * whose driver object was unwrapped: it may be in use unseen. Thread-safe.
 */
final class Reclaimer {

	private record Outcome(CheckoutReport report, @Nullable Throwable failure) {
	}

	private final ReclaimPolicy policy;

	private final Helper helper;

	private final Set<Checkout> underWay = ConcurrentHashMap.newKeySet();

	private final Set<Reclamation> begun = ConcurrentHashMap.newKeySet();

	private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();

	Reclaimer(ReclaimPolicy policy, Helper helper) {
		this.policy = policy;
		this.helper = helper;
	}

	boolean isOn() {
		return this.policy != ReclaimPolicy.NEVER;
	}

	boolean allows(Checkout checkout, Judgement judgement) {
		return this.policy.allows(judgement) && !checkout.isDriverUnwrapped();
	}

	/** Whether there is room, and it is not tried already. */
	boolean isReady(Checkout checkout) {
		return !this.underWay.contains(checkout) && this.helper.hasRoom();
	}

	/**
	 * Take back soon.
	 * @param uses what {@link Checkout#uses()} returned before it was judged
	 * @param done is run when it has been tried
	 */
	void reclaim(Checkout checkout, long uses, CheckoutReport report, Runnable done) {
		if (!this.underWay.add(checkout)) {
			return;
		}
		boolean submitted = this.helper.submit(() -> {
			try {
				// the verdict may be of some time ago
				if (checkout.uses() == uses && allows(checkout, report.judgement())) {
					take(checkout, uses, report);
				}
			}
			finally {
				this.underWay.remove(checkout);
				done.run();
			}
		});
		if (!submitted) {
			this.underWay.remove(checkout);
		}
	}

	private void take(Checkout checkout, long uses, CheckoutReport report) {
		Reason reason = report.judgement().reason();
		String why = "it was leaked (" + reason + "). " + report.explanation();
		// what nobody can reach nobody begins to use
		boolean taken = (reason == Reason.UNREACHABLE) ? checkout.takeBack(why)
				: checkout.takeBackUnlessUsed(uses, why);
		if (!taken) {
			return;
		}
		Reclamation reclamation = new Reclamation(checkout, report,
				(told, failure) -> this.outcomes.add(new Outcome(told, failure)), System.nanoTime());
		this.begun.add(reclamation);
		try {
			reclamation.giveBack();
		}
		finally {
			this.begun.remove(reclamation);
		}
	}

	/**
	 * Throw away what is being given back for too long. For the watching thread, at every
	 * look: the driver may never return.
	 * @param now {@link System#nanoTime()}
	 */
	void throwOverdueAway(long now) {
		this.helper.replaceStuck(now);
		for (Reclamation reclamation : this.begun) {
			if (reclamation.becomesOverdue(now)
					&& (this.helper.isStuck() || !this.helper.submit(reclamation::throwAway))) {
				reclamation.abandon();
			}
		}
	}

	/** What has come of it since this was asked last. */
	void drain(BiConsumer<CheckoutReport, @Nullable Throwable> consumer) {
		Outcome outcome;
		while ((outcome = this.outcomes.poll()) != null) {
			consumer.accept(outcome.report(), outcome.failure());
		}
	}

}

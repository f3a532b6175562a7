package io.github.connectionpool.internal.reclaim;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.executor.OnDemandExecutor;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Reason;

/**
 * Reclaims leaked connections of one pool, as far as the policy allows. A connection
 * whose driver object was unwrapped is never reclaimed, since it may be in use unseen.
 * Thread-safe.
 */
public final class Reclaimer {

	private record Outcome(CheckoutReport report, @Nullable Throwable failure) {
	}

	private final ReclaimPolicy policy;

	private final OnDemandExecutor helper;

	private final Set<Checkout> underWay = ConcurrentHashMap.newKeySet();

	private final Set<Reclamation> begun = ConcurrentHashMap.newKeySet();

	private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();

	public Reclaimer(ReclaimPolicy policy, OnDemandExecutor helper) {
		this.policy = policy;
		this.helper = helper;
	}

	public boolean isOn() {
		return this.policy != ReclaimPolicy.NEVER;
	}

	public boolean allows(Checkout checkout, Judgement judgement) {
		return this.policy.allows(judgement) && !checkout.isDriverUnwrapped();
	}

	/**
	 * Whether there is room for a task, and the checkout is not being reclaimed already.
	 */
	public boolean isReady(Checkout checkout) {
		return !this.underWay.contains(checkout) && this.helper.hasRoom();
	}

	/**
	 * Reclaim a connection soon.
	 * @param uses the value of {@link Checkout#uses()} from before the verdict
	 * @param done is run after the attempt
	 */
	public void reclaim(Checkout checkout, long uses, CheckoutReport report, Runnable done) {
		if (!this.underWay.add(checkout)) {
			return;
		}
		boolean submitted = this.helper.submit(() -> {
			try {
				// the verdict may be some time old
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
		// no thread can begin to use an unreachable connection
		boolean taken = (reason == Reason.UNREACHABLE) ? checkout.revoke(why) : checkout.revokeUnlessUsed(uses, why);
		if (!taken) {
			return;
		}
		Reclamation reclamation = new Reclamation(checkout, report,
				(told, failure) -> this.outcomes.add(new Outcome(told, failure)), System.nanoTime());
		this.begun.add(reclamation);
		try {
			reclamation.returnToPool();
		}
		finally {
			this.begun.remove(reclamation);
		}
	}

	/**
	 * Evict connections whose return takes too long. For the watching thread, at every
	 * check: a driver may never return.
	 * @param now {@link System#nanoTime()}
	 */
	public void evictOverdue(long now) {
		this.helper.replaceStuck(now);
		for (Reclamation reclamation : this.begun) {
			if (reclamation.becomesOverdue(now) && (this.helper.isStuck() || !this.helper.submit(reclamation::evict))) {
				reclamation.abandon();
			}
		}
	}

	/** Take the outcomes since the last call. */
	public void drain(BiConsumer<CheckoutReport, @Nullable Throwable> consumer) {
		Outcome outcome;
		while ((outcome = this.outcomes.poll()) != null) {
			consumer.accept(outcome.report(), outcome.failure());
		}
	}

}

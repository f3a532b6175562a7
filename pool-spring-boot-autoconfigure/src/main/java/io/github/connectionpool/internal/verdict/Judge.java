package io.github.connectionpool.internal.verdict;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.report.Judgement;

/**
 * Reads the evidence, has the rules decide, and leaves an accusation with its checkout,
 * where it stands until the connection is used or returned. Thread-safe.
 */
public final class Judge {

	private final LeakTimes times;

	/** The age from which stacks of owners are taken. */
	private final Duration stacksAfter;

	private final ClearedCallSites cleared = new ClearedCallSites();

	private final PoolSampler sampler;

	private final VerdictRules rules;

	/**
	 * Create.
	 * @param times how long things may take
	 */
	public Judge(LeakTimes times) {
		this.times = times;
		this.stacksAfter = times.evidenceAfter().dividedBy(4);
		this.sampler = new PoolSampler(times, this.cleared);
		this.rules = new VerdictRules(times);
	}

	public LeakTimes times() {
		return this.times;
	}

	public ClearedCallSites cleared() {
		return this.cleared;
	}

	/**
	 * Reads pools for this judge.
	 * @return the only one of an application
	 */
	public PoolSampler sampler() {
		return this.sampler;
	}

	/**
	 * Give the verdict on one checkout.
	 * @param checkout the checkout
	 * @param now {@link System#nanoTime()}
	 * @return the verdict at that moment
	 */
	public Judgement judge(Checkout checkout, long now) {
		return judge(List.of(sample(checkout, now))).get(0).judgement();
	}

	/**
	 * Judge the open checkouts of a pool.
	 * @param open the evidence on them, oldest first
	 * @return each with its verdict, in the same order
	 */
	public List<JudgedCheckout> judge(List<CheckoutSample> open) {
		List<JudgedCheckout> judged = this.rules.judge(open);
		for (JudgedCheckout each : judged) {
			Standing.keep(each.checkout(), each.judgement(), each.sample().uses());
		}
		return judged;
	}

	/**
	 * The accusation that the last judgement left with a checkout. Nothing is judged.
	 * @param checkout the checkout
	 * @return null if there is none, or the connection has been used since
	 */
	public static @Nullable Judgement standing(Checkout checkout) {
		return Standing.of(checkout, checkout.uses());
	}

	CheckoutSample sample(Checkout checkout, long now) {
		return this.sampler.checkout(checkout, 1, now);
	}

	/**
	 * Since when a checkout has lain after the end of its work, accused or not.
	 * @param judged the checkout
	 * @return {@link System#nanoTime()}, null if its work goes on, if it is meant to be
	 * held, or if it has lain for a moment only
	 */
	public @Nullable Long lyingSince(JudgedCheckout judged) {
		return this.rules.lyingSince(judged.sample());
	}

	/**
	 * Since when a garbage collection may prove a checkout to be leaked, though it may be
	 * too young to be suspected.
	 * @param judged the checkout
	 * @return {@link System#nanoTime()}, null if none would
	 */
	public @Nullable Long mayBeLostSince(JudgedCheckout judged) {
		return this.rules.mayBeLostSince(judged.sample(), judged.judgement());
	}

	@Nullable Long mayBeLostSince(Checkout checkout, Judgement judgement, long now) {
		return this.rules.mayBeLostSince(sample(checkout, now), judgement);
	}

	/**
	 * When the verdict on a checkout may change though nothing happens to it.
	 * @param judged the checkout
	 * @return nanoseconds from now on; a very large number if time alone changes nothing
	 * soon
	 */
	public long nanosToChange(JudgedCheckout judged) {
		return this.rules.nanosToChange(judged.sample());
	}

	long nanosToChange(Checkout checkout, long now) {
		return this.rules.nanosToChange(sample(checkout, now));
	}

	/**
	 * Whether it is too early to take the owner's stack. The idle time of an owner counts
	 * from the check that first saw it idle, and a check may be late by an interval.
	 * Hence stacks are taken long before evidence counts.
	 */
	boolean isYoungForStacks(Checkout checkout, long now) {
		return checkout.held(now).compareTo(this.stacksAfter) < 0;
	}

}

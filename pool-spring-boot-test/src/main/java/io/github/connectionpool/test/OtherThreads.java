package io.github.connectionpool.test;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.verdict.Judge;
import io.github.connectionpool.internal.verdict.JudgedCheckout;
import io.github.connectionpool.internal.verdict.LeakTimes;
import io.github.connectionpool.internal.verdict.OwnerInspector;

/**
 * Decides on connections that other threads than the test's have borrowed, by the rules
 * of the monitor with shorter times. For one thread.
 */
final class OtherThreads {

	/** How long a connection must lie after the end of its work. */
	private static final Duration QUIET = Duration.ofSeconds(1);

	/** A verdict that changes within this time is waited for. */
	private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(5);

	/** No connection is suspected for its age. */
	private static final Duration NEVER = Duration.ofDays(365);

	private final Judge judge;

	private final Map<MonitoredPool, OwnerInspector> inspectors = new HashMap<>();

	OtherThreads(Duration wait) {
		Duration quiet = (wait.compareTo(QUIET) < 0) ? wait : QUIET;
		this.judge = new Judge(new LeakTimes(Duration.ZERO, quiet, NEVER));
	}

	/** Gather the evidence. */
	void inspect(List<Checkout> open, long now) {
		open.stream().collect(Collectors.groupingBy(Checkout::pool)).forEach((pool, checkouts) -> {
			OwnerInspector inspector = this.inspectors.computeIfAbsent(pool,
					(any) -> new OwnerInspector(pool.callSites()));
			inspector.begin(checkouts, this.judge, now);
			for (Checkout checkout : checkouts) {
				checkout.checked(now);
				inspector.inspect(checkout, this.judge, now);
			}
		});
	}

	EndOfTest.Decision decide(Checkout checkout, boolean waiting, long now) {
		JudgedCheckout judged = this.judge.judge(List.of(this.judge.sampler().checkout(checkout, 1, now))).get(0);
		if (judged.judgement().isAccusation()) {
			return EndOfTest.Decision.LOST;
		}
		boolean changesSoon = this.judge.nanosToChange(judged) < SOON_NANOS;
		return (waiting || changesSoon) ? EndOfTest.Decision.OPEN : EndOfTest.Decision.GOES_ON;
	}

}

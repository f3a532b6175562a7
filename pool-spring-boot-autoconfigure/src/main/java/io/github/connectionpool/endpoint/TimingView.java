package io.github.connectionpool.endpoint;

import java.time.Duration;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.timing.Timing;
import io.github.connectionpool.report.Distribution;

/**
 * How long borrowers waited and connections were held, lately.
 *
 * @param windowMillis the time that is looked back, at least, unless the application is
 * younger
 * @param acquire waits of borrowers that got a connection
 * @param held times from borrow to return
 */
record TimingView(long windowMillis, DistributionView acquire, DistributionView held) {

	/** Percentiles in milliseconds, right to 12.5 %. */
	record DistributionView(long count, double meanMillis, double p50Millis, double p95Millis, double p99Millis,
			double maxMillis) {

		static DistributionView of(Distribution distribution) {
			return new DistributionView(distribution.count(), millis(distribution.mean()), millis(distribution.p50()),
					millis(distribution.p95()), millis(distribution.p99()), millis(distribution.max()));
		}

		private static double millis(Duration duration) {
			return Math.round(duration.toNanos() / 1e3) / 1e3;
		}

	}

	static TimingView of(MonitoredPool pool) {
		return new TimingView(Timing.WINDOW.toMillis(), DistributionView.of(pool.acquire().recent()),
				DistributionView.of(pool.held().recent()));
	}

}

package io.github.connectionpool.sample.traffic;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts visitors.
 */
final class TrafficTally {

	private final LongAdder sent = new LongAdder();

	private final LongAdder succeeded = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final LongAdder dropped = new LongAdder();

	private final LatencyHistogram latencies = new LatencyHistogram();

	void sent() {
		this.sent.increment();
	}

	void dropped() {
		this.dropped.increment();
	}

	void answered(boolean success, Duration latency) {
		(success ? this.succeeded : this.failed).increment();
		this.latencies.record(latency);
	}

	TrafficReport report(boolean running, int rate, int seconds) {
		return new TrafficReport(running, rate, seconds, this.sent.sum(), this.succeeded.sum(), this.failed.sum(),
				this.dropped.sum(), this.latencies.percentile(0.5), this.latencies.percentile(0.99));
	}

}

package io.github.connectionpool.internal.broadcast;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.recording.FlightRecordings;
import io.github.connectionpool.internal.recording.ResultRecordings;
import io.github.connectionpool.internal.watch.WatchListener;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.ExhaustionReport;

/**
 * Writes leaks and exhaustions into the flight recordings that run. Follows Flight
 * Recorder until it is closed.
 */
public final class RecordedResults implements WatchListener, AutoCloseable {

	private final PoolRegistry pools;

	/**
	 * Create, and begin to follow Flight Recorder.
	 * @param pools the pools
	 */
	public RecordedResults(PoolRegistry pools) {
		this.pools = pools;
		FlightRecordings.open();
	}

	@Override
	public void leaked(CheckoutReport checkout) {
		if (FlightRecordings.isOn()) {
			MonitoredPool pool = this.pools.get(checkout.pool());
			ResultRecordings.leaked(checkout, (pool != null) ? pool.statistics().jdbcUrl() : null);
		}
	}

	@Override
	public void exhausted(ExhaustionReport exhaustion) {
		if (FlightRecordings.isOn()) {
			ResultRecordings.exhausted(exhaustion, false);
		}
	}

	@Override
	public void recovered(ExhaustionReport exhaustion) {
		if (FlightRecordings.isOn()) {
			ResultRecordings.exhausted(exhaustion, true);
		}
	}

	@Override
	public void close() {
		FlightRecordings.close();
	}

}

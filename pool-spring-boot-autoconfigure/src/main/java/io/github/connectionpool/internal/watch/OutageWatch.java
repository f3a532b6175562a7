package io.github.connectionpool.internal.watch;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.verdict.OutageReports;
import io.github.connectionpool.report.OutageReport;
import io.github.connectionpool.report.PoolSnapshot;

/**
 * Tells the beginning and the end of an outage of a pool's database. For the watching
 * thread only.
 */
final class OutageWatch {

	private final MonitoredPool pool;

	private final WatchListener listener;

	private @Nullable OutageReport told;

	OutageWatch(MonitoredPool pool, WatchListener listener) {
		this.pool = pool;
		this.listener = listener;
	}

	void checked(PoolSnapshot snapshot) {
		OutageReport before = this.told;
		OutageReport now = snapshot.outage();
		this.told = now;
		if (before == null && now != null) {
			this.listener.outageBegan(now);
		}
		else if (before != null && now == null) {
			this.listener
				.outageEnded(this.pool.failures().outages().isForgotten() ? OutageReports.forgotten(before) : before);
		}
	}

}

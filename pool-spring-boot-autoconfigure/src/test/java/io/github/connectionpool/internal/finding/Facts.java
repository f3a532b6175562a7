package io.github.connectionpool.internal.finding;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.load.LoadReport;
import io.github.connectionpool.internal.pool.PoolSettings;
import io.github.connectionpool.internal.sizing.CapacityDemand;
import io.github.connectionpool.internal.watch.HeldDuringCall;
import io.github.connectionpool.internal.watch.PoolUsage;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.Distribution;
import io.github.connectionpool.report.Finding;

/**
 * Facts of a healthy pool of ten, for a test to change.
 */
final class Facts {

	private static final Distribution SOME = new Distribution(1000, Duration.ofMillis(20), Duration.ofMillis(15),
			Duration.ofMillis(40), Duration.ofMillis(70), Duration.ofMillis(100), 1);

	private @Nullable Integer max = 10;

	private PoolSettings settings = PoolSettings.UNKNOWN;

	private List<Finding> findings = List.of();

	private Duration unserved = Duration.ZERO;

	private PoolUsage usage = new PoolUsage(Duration.ofHours(1), 3600, 6, 0, 300, 0);

	private List<HeldDuringCall> calls = List.of();

	private @Nullable LoadReport load;

	private @Nullable CapacityDemand demand;

	private long returned = 1000;

	private long unused;

	Facts max(@Nullable Integer max) {
		this.max = max;
		return this;
	}

	Facts settings(PoolSettings settings) {
		this.settings = settings;
		return this;
	}

	Facts unserved(Duration unserved) {
		this.unserved = unserved;
		return this;
	}

	Facts leaked() {
		this.findings = List.of(new Finding("leak", Finding.Severity.CRITICAL, "A leak.", "Close it."));
		return this;
	}

	Facts usage(Duration observed, int peak, int nestedDemand, int recentChecks, int queueing) {
		this.usage = new PoolUsage(observed, (int) observed.toSeconds(), peak, nestedDemand, recentChecks, queueing);
		return this;
	}

	Facts calls(HeldDuringCall... calls) {
		this.calls = List.of(calls);
		return this;
	}

	Facts load(@Nullable LoadReport load) {
		this.load = load;
		return this;
	}

	Facts demand(double rate, Duration hold) {
		this.demand = new CapacityDemand(1, rate, hold, 1.0, null, null, Duration.ofMillis(100), null);
		return this;
	}

	Facts unused(long unused, long returned) {
		this.unused = unused;
		this.returned = returned;
		return this;
	}

	PoolFacts get() {
		return new PoolFacts("com.example.ThePool", new ConnectionCounts(4, 6, this.max, 10, 0), this.settings,
				this.findings, this.usage, SOME, this.unserved, SOME, this.load, this.demand, this.calls, this.returned,
				this.unused, Set.of("com.shop.Orders.list"));
	}

	static PoolSettings leakDetection(@Nullable Duration threshold, @Nullable Duration maxLifetime) {
		return new PoolSettings(null, null, null, maxLifetime, null, threshold, null, null, null, null, Map.of());
	}

	static PoolSettings validates(@Nullable Boolean validates) {
		return new PoolSettings(null, null, null, null, null, null, validates, null, null, null, Map.of());
	}

}

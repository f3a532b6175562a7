package io.github.connectionpool.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;

/**
 * The leaked connections of one pool by call site. A call site has a row while one of its
 * connections is leaked, so that a pool without leaks has no time series. A call site
 * that has a row keeps it: a row does not come and go with the number of others.
 * Thread-safe.
 */
final class LeakedMeters {

	/** Call sites with a row of their own. */
	static final int MOST_ROWS = 20;

	/** The tag of the row that adds up all call sites without a row of their own. */
	static final String OTHER = "other";

	private static final String CALL_SITE = "callSite";

	private final String pool;

	private final PoolMeters meters;

	private final List<MultiGauge> gauges = new ArrayList<>();

	private final Set<String> shown = new LinkedHashSet<>();

	private boolean others;

	/**
	 * Create.
	 * @param pool the pool's name
	 * @param meters tells the leaks at each reading
	 */
	LeakedMeters(String pool, PoolMeters meters) {
		this.pool = pool;
		this.meters = meters;
	}

	synchronized void bindTo(MeterRegistry registry) {
		MultiGauge gauge = MultiGauge.builder("connectionpool.leaked")
			.description("Connections that are leaked, by the line that borrowed them, as of the last check")
			.tag("pool", this.pool)
			.register(registry);
		this.gauges.add(gauge);
		register(gauge);
	}

	/**
	 * Add and remove rows.
	 * @param leaks the number of leaked connections of each call site that has any
	 */
	synchronized void update(Map<String, Integer> leaks) {
		boolean changed = this.shown.retainAll(leaks.keySet());
		changed |= show(leaks);
		boolean others = leaks.size() > this.shown.size();
		changed |= (others != this.others);
		this.others = others;
		if (changed) {
			this.gauges.forEach(this::register);
		}
	}

	/** The call sites with the most leaks come first. */
	private boolean show(Map<String, Integer> leaks) {
		return leaks.entrySet()
			.stream()
			.filter((entry) -> !this.shown.contains(entry.getKey()))
			.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
			.map(Map.Entry::getKey)
			.limit(MOST_ROWS - this.shown.size())
			.toList()
			.stream()
			.map(this.shown::add)
			.reduce(false, Boolean::logicalOr);
	}

	private void register(MultiGauge gauge) {
		List<MultiGauge.Row<?>> rows = new ArrayList<>();
		this.shown.forEach((callSite) -> rows.add(row(callSite, (leaks) -> leaks.getOrDefault(callSite, 0))));
		if (this.others) {
			Set<String> shown = Set.copyOf(this.shown);
			rows.add(row(OTHER, (leaks) -> others(leaks, shown)));
		}
		// overwritten, since the row of the others depends on the rows that there are
		gauge.register(rows, true);
	}

	private MultiGauge.Row<?> row(String callSite, ToDoubleFunction<Map<String, Integer>> value) {
		return MultiGauge.Row.of(Tags.of(CALL_SITE, callSite), this.meters,
				(meters) -> value.applyAsDouble(meters.leaks(this.pool)));
	}

	private static double others(Map<String, Integer> leaks, Set<String> shown) {
		return leaks.entrySet()
			.stream()
			.filter((entry) -> !shown.contains(entry.getKey()))
			.mapToInt(Map.Entry::getValue)
			.sum();
	}

}

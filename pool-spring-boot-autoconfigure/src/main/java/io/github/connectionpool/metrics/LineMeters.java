package io.github.connectionpool.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;

/**
 * A gauge of one pool with a row for each call site that has a number. A pool without any
 * has no time series. A call site that has a row keeps it: a row does not come and go
 * with the number of others. Thread-safe.
 */
final class LineMeters {

	/** Call sites with a row of their own. */
	static final int MOST_ROWS = 20;

	/** The tag of the row that adds up all call sites without a row of their own. */
	static final String OTHER = "other";

	private static final String CALL_SITE = "callSite";

	private final String name;

	private final String description;

	private final String pool;

	private final Supplier<Map<String, Integer>> numbers;

	private final List<MultiGauge> gauges = new ArrayList<>();

	private final Set<String> shown = new LinkedHashSet<>();

	private boolean others;

	/**
	 * Create.
	 * @param name the meter's name
	 * @param description the meter's description
	 * @param pool the pool's name
	 * @param numbers tells the numbers by call site at each reading
	 */
	LineMeters(String name, String description, String pool, Supplier<Map<String, Integer>> numbers) {
		this.name = name;
		this.description = description;
		this.pool = pool;
		this.numbers = numbers;
	}

	synchronized void bindTo(MeterRegistry registry) {
		MultiGauge gauge = MultiGauge.builder(this.name)
			.description(this.description)
			.tag("pool", this.pool)
			.register(registry);
		this.gauges.add(gauge);
		register(gauge);
	}

	/**
	 * Add and remove rows.
	 * @param numbers the number of each call site that has any
	 */
	synchronized void update(Map<String, Integer> numbers) {
		boolean changed = this.shown.retainAll(numbers.keySet());
		changed |= show(numbers);
		boolean others = numbers.size() > this.shown.size();
		changed |= (others != this.others);
		this.others = others;
		if (changed) {
			this.gauges.forEach(this::register);
		}
	}

	/** The call sites with the largest numbers come first. */
	private boolean show(Map<String, Integer> numbers) {
		return numbers.entrySet()
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
		this.shown.forEach((callSite) -> rows.add(row(callSite, (numbers) -> numbers.getOrDefault(callSite, 0))));
		if (this.others) {
			Set<String> shown = Set.copyOf(this.shown);
			rows.add(row(OTHER, (numbers) -> others(numbers, shown)));
		}
		// overwritten, since the row of the others depends on the rows that there are
		gauge.register(rows, true);
	}

	private MultiGauge.Row<?> row(String callSite, ToDoubleFunction<Map<String, Integer>> value) {
		return MultiGauge.Row.of(Tags.of(CALL_SITE, callSite), this,
				(meters) -> value.applyAsDouble(meters.numbers.get()));
	}

	private static double others(Map<String, Integer> numbers, Set<String> shown) {
		return numbers.entrySet()
			.stream()
			.filter((entry) -> !shown.contains(entry.getKey()))
			.mapToInt(Map.Entry::getValue)
			.sum();
	}

}

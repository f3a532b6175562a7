package io.github.connectionpool.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.outage.FailureReason;
import io.github.connectionpool.internal.server.ServerRegistry;
import io.github.connectionpool.internal.timing.DurationHistogram;
import io.github.connectionpool.internal.timing.Timing;
import io.github.connectionpool.internal.watch.LeakTally;
import io.github.connectionpool.internal.watch.PoolMonitor;
import io.github.connectionpool.internal.watch.WatchListener;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.PoolSnapshot;
import io.github.connectionpool.report.Reason;
import io.github.connectionpool.report.UtilizationLevel;
import io.github.connectionpool.report.Verdict;

/**
 * Binds the meters of every pool. A scrape reads counters and the results of the last
 * check; it borrows nothing, and a borrow touches no meter.
 */
public final class PoolMeters implements MeterBinder, WatchListener {

	/** All meters of one scrape, and all scrapes at once, share a snapshot. */
	private static final Duration ONE_SCRAPE = Duration.ofMillis(250);

	private final PoolRegistry pools;

	private final PoolMonitor monitor;

	private final Duration maxAge;

	private final Map<String, LeakedMeters> leaked = new ConcurrentHashMap<>();

	/**
	 * Create.
	 * @param pools the pools, those to come are bound as well
	 * @param monitor gives snapshots of the pools
	 */
	public PoolMeters(PoolRegistry pools, PoolMonitor monitor) {
		this(pools, monitor, ONE_SCRAPE);
	}

	PoolMeters(PoolRegistry pools, PoolMonitor monitor, Duration maxAge) {
		this.pools = pools;
		this.monitor = monitor;
		this.maxAge = maxAge;
	}

	/**
	 * The meters of database servers and of PgBouncer.
	 * @param pools the pools, those to come are bound as well
	 * @param servers the database server and the pooler of each pool
	 * @param console whether a console of PgBouncer is read
	 * @return a binder
	 */
	public static MeterBinder ofServers(PoolRegistry pools, ServerRegistry servers, boolean console) {
		return new ServerMeters(pools, servers, console);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		// a pool whose data source is created anew comes again
		Set<String> bound = ConcurrentHashMap.newKeySet();
		this.pools.onEach((pool) -> {
			if (bound.add(pool.name())) {
				bind(pool.name(), registry);
			}
		});
	}

	/** After each check the rows are those of the call sites that leak. */
	@Override
	public void checked(MonitoredPool pool, UtilizationLevel level, PoolSnapshot snapshot) {
		LeakedMeters leaked = this.leaked.get(pool.name());
		if (leaked != null) {
			leaked.update((snapshot.count(Verdict.LEAKED) > 0) ? this.monitor.leaks(pool, ONE_SCRAPE) : Map.of(),
					System.nanoTime());
		}
	}

	@Override
	public void reclaimed(CheckoutReport checkout, @Nullable Throwable failure) {
		LeakedMeters leaked = this.leaked.get(checkout.pool());
		if (leaked != null && failure == null) {
			leaked.reclaimed(checkout.source(), System.nanoTime());
		}
	}

	/** Leaked connections by call site, as of the snapshot of the scrape. */
	Map<String, Integer> leaks(String name) {
		MonitoredPool pool = this.pools.get(name);
		return (pool != null) ? this.monitor.leaks(pool, this.maxAge) : Map.of();
	}

	private void bind(String pool, MeterRegistry registry) {
		Tags tags = Tags.of("pool", pool);
		bindConnections(pool, tags, registry);
		bindCheckouts(pool, tags, registry);
		this.leaked.computeIfAbsent(pool, (name) -> new LeakedMeters(name, this)).bindTo(registry);
		bindTimer("connectionpool.acquire", "Time borrowers waited for a connection they got", pool,
				MonitoredPool::acquire, tags, registry);
		bindTimer("connectionpool.held", "Time from the borrow of a connection to its return", pool,
				MonitoredPool::held, tags, registry);
	}

	private void bindConnections(String pool, Tags tags, MeterRegistry registry) {
		Gauge.builder("connectionpool.utilization", this, counts(pool, ConnectionCounts::utilization))
			.description("Share of the pool's maximum that is borrowed, 0 to 1")
			.baseUnit("ratio")
			.tags(tags)
			.register(registry);
		bindState("active", ConnectionCounts::active, pool, tags, registry);
		bindState("idle", ConnectionCounts::idle, pool, tags, registry);
		bindState("pending", ConnectionCounts::pending, pool, tags, registry);
		Gauge.builder("connectionpool.connections.max", this, counts(pool, number(ConnectionCounts::max)))
			.description("The most connections the pool will open")
			.tags(tags)
			.register(registry);
	}

	private void bindState(String state, Function<ConnectionCounts, @Nullable Integer> count, String pool, Tags tags,
			MeterRegistry registry) {
		Gauge.builder("connectionpool.connections", this, counts(pool, number(count)))
			.description("Connections borrowed (active) and idle, and borrowers that wait for one (pending)")
			.baseUnit("connections")
			.tags(tags.and("state", state))
			.register(registry);
	}

	private void bindCheckouts(String pool, Tags tags, MeterRegistry registry) {
		for (Verdict verdict : Verdict.values()) {
			Gauge.builder("connectionpool.checkouts", this, now(pool, (snapshot) -> snapshot.count(verdict)))
				.description("Open checkouts by verdict, as of the last check")
				.baseUnit("checkouts")
				.tags(tags.and("verdict", verdict.name()))
				.register(registry);
		}
		TimeGauge
			.builder("connectionpool.oldest", this, TimeUnit.MILLISECONDS,
					now(pool, (snapshot) -> snapshot.oldest().toMillis()))
			.description("How long the oldest open checkout has been held, as of the last check")
			.tags(tags)
			.register(registry);
		// all there from the start, so that dashboards and alerts find them
		for (Reason reason : Reason.values()) {
			if (reason.isOfLeak()) {
				bindCounter("connectionpool.leaks", "leaks", "Checkouts that were found to be leaked",
						tags.and("reason", reason.name()), tally(pool, (tally) -> tally.leaks(reason)), registry);
			}
		}
		bindCounter("connectionpool.reclaimed", null, "Leaked connections that were given back to the pool", tags,
				tally(pool, LeakTally::reclaimed), registry);
		bindCounter("connectionpool.cleared", null, "Checkouts that were suspected or taken for leaked and were not",
				tags, tally(pool, LeakTally::cleared), registry);
		bindCounter("connectionpool.exhaustions", "exhaustions",
				"Episodes in which borrowers gave up waiting at a full pool", tags,
				of(pool, (known) -> known.failures().exhaustions().count()), registry);
		for (FailureReason reason : FailureReason.values()) {
			bindCounter("connectionpool.failures", "failures", "Borrowers that got no connection",
					tags.and("reason", reason.tag()), of(pool, (known) -> known.failures().count(reason)), registry);
		}
	}

	private void bindCounter(String name, @Nullable String unit, String description, Tags tags,
			ToDoubleFunction<PoolMeters> count, MeterRegistry registry) {
		FunctionCounter.builder(name, this, count)
			.description(description)
			.baseUnit(unit)
			.tags(tags)
			.register(registry);
	}

	private void bindTimer(String name, String description, String pool, Function<MonitoredPool, Timing> timing,
			Tags tags, MeterRegistry registry) {
		Function<MonitoredPool, DurationHistogram> histogram = timing.andThen(Timing::sinceStart);
		FunctionTimer
			.builder(name, this,
					(meters) -> (long) of(pool, (known) -> histogram.apply(known).count()).applyAsDouble(meters),
					of(pool, (known) -> histogram.apply(known).total(TimeUnit.NANOSECONDS)), TimeUnit.NANOSECONDS)
			.description(description)
			.tags(tags)
			.register(registry);
	}

	/**
	 * By name at each reading: a pool whose data source is created anew is another
	 * object.
	 */
	private static ToDoubleFunction<PoolMeters> of(String name, ToDoubleFunction<MonitoredPool> value) {
		return (meters) -> {
			MonitoredPool pool = meters.pools.get(name);
			return (pool != null) ? value.applyAsDouble(pool) : Double.NaN;
		};
	}

	private static ToDoubleFunction<PoolMeters> counts(String name, ToDoubleFunction<ConnectionCounts> value) {
		return now(name, (snapshot) -> value.applyAsDouble(snapshot.counts()));
	}

	private static ToDoubleFunction<PoolMeters> tally(String name, ToDoubleFunction<LeakTally> value) {
		return (meters) -> of(name, (pool) -> value.applyAsDouble(meters.monitor.history(pool).tally()))
			.applyAsDouble(meters);
	}

	private static ToDoubleFunction<PoolMeters> now(String name, ToDoubleFunction<PoolSnapshot> value) {
		return (meters) -> of(name, (pool) -> value.applyAsDouble(meters.monitor.snapshot(pool, meters.maxAge)))
			.applyAsDouble(meters);
	}

	private static ToDoubleFunction<ConnectionCounts> number(Function<ConnectionCounts, @Nullable Integer> count) {
		return (counts) -> {
			Integer number = count.apply(counts);
			return (number != null) ? number : Double.NaN;
		};
	}

}

package io.github.connectionpool.internal.finding;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.pgbouncer.console.ConsoleReading;
import io.github.connectionpool.internal.poll.LastReading;
import io.github.connectionpool.internal.server.ServerReading;
import io.github.connectionpool.internal.server.ServerRegistry;
import io.github.connectionpool.internal.timeout.TimeoutFacts;
import io.github.connectionpool.internal.timeout.TimeoutHierarchy;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.Finding;

/**
 * Gathers the timeouts around a pool from all that keep one. Thread-safe; asks no server.
 */
public final class PoolTimeouts {

	private final AtomicReference<@Nullable String> longWaitToldFor = new AtomicReference<>();

	private final ServerRegistry ends;

	private final Supplier<@Nullable Duration> query;

	private final Supplier<@Nullable Duration> transaction;

	private final Function<String, @Nullable String> prefix;

	/**
	 * Create.
	 * @param ends knows the database server and the pooler of each pool
	 * @param query Spring's limit of a query
	 * @param transaction Spring's limit of a transaction
	 * @param prefix tells the prefix of the properties that a pool is bound to, by its
	 * name
	 */
	public PoolTimeouts(ServerRegistry ends, Supplier<@Nullable Duration> query,
			Supplier<@Nullable Duration> transaction, Function<String, @Nullable String> prefix) {
		this.ends = ends;
		this.query = query;
		this.transaction = transaction;
		this.prefix = prefix;
	}

	/**
	 * Spring's limit of a query.
	 * @return null if it is not set, zero if there is none
	 */
	public @Nullable Duration queryTimeout() {
		return this.query.get();
	}

	/**
	 * The timeouts around a pool.
	 * @param pool the pool
	 * @return their order and its violations, as far as they are known
	 */
	public TimeoutHierarchy of(MonitoredPool pool) {
		LastReading<ServerReading> server = this.ends.server(pool);
		ServerReading reading = (server != null) ? server.value() : null;
		LastReading<ConsoleReading> console = this.ends.console(pool);
		ConsoleReading told = (console != null) ? console.value() : null;
		ConnectionCounts counts = pool.counts();
		return once(pool.name(),
				TimeoutHierarchy.of(TimeoutFacts.of(pool.statistics().settings())
					.named(pool.type(), this.prefix.apply(pool.name()))
					.fixedSize(counts.max() != null && counts.max().equals(counts.min()))
					.jdbcUrl(pool.statistics().jdbcUrl())
					.spring(this.query.get(), this.transaction.get())
					.server((reading != null) ? reading.timeouts() : Map.of())
					.pgbouncer((told != null) ? told.config() : null)
					.build()));
	}

	/** The default of a product is the same for each pool, and is told for the first. */
	private TimeoutHierarchy once(String pool, TimeoutHierarchy hierarchy) {
		List<Finding> told = hierarchy.findings()
			.stream()
			.filter((finding) -> !finding.id().equals("timeout-connection-long")
					|| finding.severity() != Finding.Severity.INFO
					|| pool.equals(this.longWaitToldFor.updateAndGet((first) -> (first != null) ? first : pool)))
			.toList();
		return new TimeoutHierarchy(hierarchy.order(), told);
	}

}

package io.github.connectionpool.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.pgbouncer.console.ConsolePool;
import io.github.connectionpool.internal.pgbouncer.console.ConsoleReading;
import io.github.connectionpool.internal.poll.LastReading;
import io.github.connectionpool.internal.server.ConnectionLimit;
import io.github.connectionpool.internal.server.ServerReading;
import io.github.connectionpool.internal.server.ServerRegistry;

/**
 * Binds the meters of the database server and pooler of every pool. A value that is
 * unknown at the moment is {@code NaN}; a scrape asks no server.
 */
final class ServerMeters implements MeterBinder {

	private static final String CLIENTS = "connectionpool.pgbouncer.clients";

	private static final String SERVERS = "connectionpool.pgbouncer.servers";

	private final PoolRegistry pools;

	private final ServerRegistry ends;

	private final boolean console;

	/**
	 * Create.
	 * @param pools the pools, those to come are bound as well
	 * @param ends knows the database server and the pooler of each pool
	 * @param console whether a console of PgBouncer is read
	 */
	ServerMeters(PoolRegistry pools, ServerRegistry ends, boolean console) {
		this.pools = pools;
		this.ends = ends;
		this.console = console;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		// a pool whose data source is created anew comes again
		Set<String> bound = ConcurrentHashMap.newKeySet();
		this.pools.onEach((pool) -> {
			if (bound.add(pool.name())) {
				bindServer(pool.name(), registry);
				if (this.console) {
					bindPgBouncer(pool.name(), registry);
				}
			}
		});
	}

	private void bindServer(String pool, MeterRegistry registry) {
		bindState("used", ServerReading::used, pool, registry);
		bindState("own", ServerReading::own, pool, registry);
		bindState("others", ServerReading::others, pool, registry);
		bindState("idle_in_transaction", ServerReading::idleInTransaction, pool, registry);
		Gauge.builder("connectionpool.database.limit", this, server(pool, (reading) -> {
			ConnectionLimit limit = reading.limit();
			return (limit != null) ? limit.connections() : null;
		}))
			.description("Connections the database server gives, less those that are reserved")
			.tags("pool", pool)
			.register(registry);
	}

	private void bindState(String state, Function<ServerReading, @Nullable Integer> count, String pool,
			MeterRegistry registry) {
		Gauge.builder("connectionpool.database.connections", this, server(pool, count))
			.description("Connections to the database server: all, the application's own, others', and those that are"
					+ " idle in a transaction")
			.baseUnit("connections")
			.tags(Tags.of("pool", pool, "state", state))
			.register(registry);
	}

	private void bindPgBouncer(String pool, MeterRegistry registry) {
		bindSum(CLIENTS, "active", "Clients of PgBouncer that have a server or do nothing (active), or wait for one",
				ConsolePool::clientsActive, pool, registry);
		bindSum(CLIENTS, "waiting", "Clients of PgBouncer that have a server or do nothing (active), or wait for one",
				ConsolePool::clientsWaiting, pool, registry);
		bindSum(SERVERS, "active", "Server connections of PgBouncer that are linked to a client, or idle",
				ConsolePool::serversActive, pool, registry);
		bindSum(SERVERS, "idle", "Server connections of PgBouncer that are linked to a client, or idle",
				ConsolePool::serversIdle, pool, registry);
		TimeGauge
			.builder("connectionpool.pgbouncer.wait", this, TimeUnit.MILLISECONDS,
					pools(pool, (client) -> client.maxWait().toMillis(), Math::max))
			.description("How long the client of PgBouncer has waited that has waited longest")
			.tags("pool", pool)
			.register(registry);
	}

	private void bindSum(String name, String state, String description, ToDoubleFunction<ConsolePool> count,
			String pool, MeterRegistry registry) {
		Gauge.builder(name, this, pools(pool, count, Double::sum))
			.description(description)
			.baseUnit(name.substring(name.lastIndexOf('.') + 1))
			.tags(Tags.of("pool", pool, "state", state))
			.register(registry);
	}

	private static ToDoubleFunction<ServerMeters> server(String name,
			Function<ServerReading, @Nullable Integer> value) {
		return (meters) -> {
			MonitoredPool pool = meters.pools.get(name);
			LastReading<ServerReading> known = (pool != null) ? meters.ends.server(pool) : null;
			ServerReading reading = (known != null && known.isCurrent()) ? known.value() : null;
			Integer number = (reading != null) ? value.apply(reading) : null;
			return (number != null) ? number : Double.NaN;
		};
	}

	private static ToDoubleFunction<ServerMeters> pools(String name, ToDoubleFunction<ConsolePool> value,
			DoubleBinaryOperator join) {
		return (meters) -> {
			MonitoredPool pool = meters.pools.get(name);
			LastReading<ConsoleReading> known = (pool != null) ? meters.ends.console(pool) : null;
			if (pool == null || known == null || !known.isCurrent()) {
				return Double.NaN;
			}
			return meters.ends.consolePools(pool).stream().mapToDouble(value).reduce(join).orElse(Double.NaN);
		};
	}

}

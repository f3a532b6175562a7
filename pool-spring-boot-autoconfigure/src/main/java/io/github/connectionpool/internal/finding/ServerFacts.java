package io.github.connectionpool.internal.finding;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.pgbouncer.console.ConsoleDatabase;
import io.github.connectionpool.internal.pgbouncer.console.ConsolePool;
import io.github.connectionpool.internal.pgbouncer.console.ConsoleReading;
import io.github.connectionpool.internal.poll.LastReading;
import io.github.connectionpool.internal.pooler.Pooler;
import io.github.connectionpool.internal.server.ServerReading;
import io.github.connectionpool.internal.server.ServerRegistry;

/**
 * The input of the rules on the server and pooler of a pool; outdated values count as
 * unknown. Immutable.
 *
 * @param max the pool's maximum, null if it has none
 * @param instances how many instances run, null if it is not configured
 * @param pooler the pooler between the pool and the server
 * @param server what the server says, null if it is not known
 * @param clients the pools of PgBouncer that this one is a client of
 * @param databases the databases of PgBouncer that it is connected to
 */
record ServerFacts(@Nullable Integer max, @Nullable Integer instances, Pooler pooler, @Nullable ServerReading server,
		List<ConsolePool> clients, List<ConsoleDatabase> databases) {

	static ServerFacts of(MonitoredPool pool, ServerRegistry ends, @Nullable Integer instances) {
		LastReading<ServerReading> server = ends.server(pool);
		LastReading<ConsoleReading> console = ends.console(pool);
		boolean told = console != null && console.isCurrent();
		return new ServerFacts(pool.counts().max(), instances, ends.pooler(pool),
				(server != null && server.isCurrent()) ? server.value() : null,
				told ? ends.consolePools(pool) : List.of(), told ? ends.consoleDatabases(pool) : List.of());
	}

}

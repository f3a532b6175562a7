package io.github.connectionpool.finding;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.checkout.Pool;
import io.github.connectionpool.database.Known;
import io.github.connectionpool.database.Pooler;
import io.github.connectionpool.database.ServerReading;
import io.github.connectionpool.pgbouncer.ConsoleDatabase;
import io.github.connectionpool.pgbouncer.ConsolePool;
import io.github.connectionpool.pgbouncer.ConsoleReading;
import io.github.connectionpool.pgbouncer.OtherEnds;

/**
 * What the rules on the other end of a pool go by; what is out of date counts as not
 * known. Immutable.
 *
 * @param max the pool's maximum, null if it has none
 * @param instances how many instances run, null if nobody has said
 * @param pooler what stands between the pool and the server
 * @param server what the server says, null if it is not known
 * @param clients the pools of PgBouncer that this one is a client of
 * @param databases the databases of PgBouncer that it is connected to
 */
record ServerFacts(@Nullable Integer max, @Nullable Integer instances, Pooler pooler, @Nullable ServerReading server,
		List<ConsolePool> clients, List<ConsoleDatabase> databases) {

	static ServerFacts of(Pool pool, OtherEnds ends, @Nullable Integer instances) {
		Known<ServerReading> server = ends.server(pool);
		Known<ConsoleReading> console = ends.console(pool);
		boolean told = console != null && console.isCurrent();
		return new ServerFacts(pool.counts().max(), instances, ends.pooler(pool),
				(server != null && server.isCurrent()) ? server.value() : null,
				told ? ends.consolePools(pool) : List.of(), told ? ends.consoleDatabases(pool) : List.of());
	}

}

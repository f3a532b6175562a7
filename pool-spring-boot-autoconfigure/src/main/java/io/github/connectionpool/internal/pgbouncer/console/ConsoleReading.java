package io.github.connectionpool.internal.pgbouncer.console;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pooler.PoolMode;
import io.github.connectionpool.internal.pooler.Pooler.Presence;
import io.github.connectionpool.internal.pooler.Pooler;

/**
 * What PgBouncer's console has said. Immutable.
 *
 * @param version as {@code 1.18.0}, null if it is not told
 * @param pools its pools without the console's own, those with waiting clients first
 * @param stats the traffic through it, for each database
 * @param databases its databases
 * @param config the settings of interest here, as it writes them
 */
public record ConsoleReading(@Nullable String version, List<ConsolePool> pools, List<ConsoleStats> stats,
		List<ConsoleDatabase> databases, Map<String, String> config) {

	/** Keeps copies. */
	public ConsoleReading {
		pools = List.copyOf(pools);
		stats = List.copyOf(stats);
		databases = List.copyOf(databases);
		config = Map.copyOf(config);
	}

	/**
	 * The pools of a database, of one user as far as that can be told.
	 * @param database as clients know it
	 * @param user the role that the client connects as, null if it is unknown
	 * @return that user's pool; all of the database if there is none of that name, as
	 * where PgBouncer has a user of its own for it
	 */
	public List<ConsolePool> pools(String database, @Nullable String user) {
		List<ConsolePool> all = this.pools.stream().filter((pool) -> pool.database().equals(database)).toList();
		List<ConsolePool> own = all.stream().filter((pool) -> pool.user().equals(user)).toList();
		return own.isEmpty() ? all : own;
	}

	/**
	 * A setting that is a number.
	 * @param name for example {@code default_pool_size}
	 * @return null if this version does not have it
	 */
	public @Nullable Integer number(String name) {
		String value = this.config.get(name);
		return (value != null && value.matches("-?\\d{1,9}")) ? Integer.valueOf(value) : null;
	}

	/**
	 * How many prepared statements it tracks for each client.
	 * @return 0 if none, as before 1.21, which does not have the setting
	 */
	public int maxPreparedStatements() {
		Integer number = number("max_prepared_statements");
		return (number != null) ? number : 0;
	}

	/**
	 * The pooler before a server, as the console tells it. The console wins over
	 * observations, unless the pool was seen to be connected to the server itself or the
	 * console has no pool for it.
	 * @param seen the pooler as it is known without the console
	 * @param database the database the pool is connected to, null if that is not known
	 * @param user the role, null if it is unknown
	 * @return the pooler as it is known with it
	 */
	public Pooler pooler(Pooler seen, @Nullable String database, @Nullable String user) {
		if (seen.presence() == Presence.NONE || database == null) {
			return seen;
		}
		Set<PoolMode> modes = pools(database, user).stream()
			.filter((pool) -> pool.mode() != null)
			.map(ConsolePool::mode)
			.collect(Collectors.toSet());
		if (modes.size() != 1) {
			return seen;
		}
		PoolMode mode = modes.iterator().next();
		return new Pooler(Presence.PGBOUNCER, mode.sharesServers(), mode, maxPreparedStatements(),
				(this.version != null) ? this.version : seen.version(),
				"PgBouncer's console says so of its database " + database + ".");
	}

}

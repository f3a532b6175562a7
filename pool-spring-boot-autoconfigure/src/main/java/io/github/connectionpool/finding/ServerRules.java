package io.github.connectionpool.finding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.checkout.Finding;
import io.github.connectionpool.checkout.Pool;
import io.github.connectionpool.database.ConnectionLimit;
import io.github.connectionpool.database.Known;
import io.github.connectionpool.database.Pooler;
import io.github.connectionpool.database.ServerReading;
import io.github.connectionpool.pgbouncer.ConsolePool;
import io.github.connectionpool.pgbouncer.OtherEnds;
import io.github.connectionpool.sizing.FleetDemand;

/**
 * Whether the server and a PgBouncer before it give what the pools may ask for.
 */
final class ServerRules {

	/** From here on an instance that starts, or a migration, may be refused. */
	private static final double NEARLY_FULL = 0.9;

	private static final Duration LONG_WAIT = Duration.ofSeconds(1);

	private ServerRules() {
	}

	static List<Finding> of(Pool pool, OtherEnds ends, @Nullable Integer configuredInstances) {
		List<Finding> findings = new ArrayList<>();
		Pooler pooler = ends.pooler(pool);
		Known<ServerReading> known = ends.server(pool);
		ServerReading server = (known != null && known.isCurrent()) ? known.value() : null;
		Integer max = pool.counts().max();
		ConnectionLimit limit = (server != null) ? server.limit() : null;
		if (server != null && limit != null) {
			// behind a pooler that shares, a client connection takes no server connection
			if (max != null && !pooler.breaksSessions()) {
				Finding fleet = fleet(server, limit, max, configuredInstances);
				if (fleet != null) {
					findings.add(fleet);
				}
			}
			Integer used = limit.used();
			if (used != null && used >= limit.connections() * NEARLY_FULL) {
				findings.add(nearlyFull(server, limit, used));
			}
		}
		if (pooler.presence() == Pooler.Presence.SOME && pooler.sharesServers() == null) {
			findings.add(modeUnknown(pooler));
		}
		for (ConsolePool clients : ends.consolePools(pool)) {
			if (clients.clientsWaiting() > 0 && clients.maxWait().compareTo(LONG_WAIT) >= 0) {
				findings.add(clientsWait(clients));
			}
		}
		findings.addAll(ends.hazards(pool));
		return findings;
	}

	private static @Nullable Finding fleet(ServerReading server, ConnectionLimit limit, int max,
			@Nullable Integer configuredInstances) {
		Integer instances = (configuredInstances != null) ? configuredInstances : server.instances();
		if (instances == null || instances < 1 || limit.connections() < 1) {
			return null;
		}
		FleetDemand demand = new FleetDemand(max, instances, limit.connections());
		if (demand.total() <= limit.connections()) {
			return null;
		}
		String from = (configuredInstances != null) ? "connectionpool.fleet.instances"
				: "the addresses from which the server sees the application";
		return new Finding("fleet-exceeds-server",
				(configuredInstances != null) ? Finding.Severity.CRITICAL : Finding.Severity.WARNING,
				"When all pools are full, " + instances + " instances (" + from + ") × " + max + " connections = "
						+ demand.total() + " meet " + limit.owner() + ", which gives " + limit.connections()
						+ usage(server) + ". The last to ask are refused.",
				(demand.largestPool() > 0) ? "Set the pool's maximum to at most " + demand.largestPool()
						+ ", or put PgBouncer in transaction mode between: the part pgbouncer.ini of this endpoint"
						+ " is a configuration for it."
						: "Put PgBouncer in transaction mode between: the part pgbouncer.ini of this endpoint is a"
								+ " configuration for it.");
	}

	private static Finding nearlyFull(ServerReading server, ConnectionLimit limit, int used) {
		return new Finding("server-nearly-full", Finding.Severity.CRITICAL,
				String.format(Locale.ROOT, "%d of the %d connections that %s gives are taken%s.", used,
						limit.connections(), limit.owner(), usage(server)),
				"A larger pool cannot help. Look who holds them (pg_stat_activity, or the processlist), and give each"
						+ " application less, or put PgBouncer in transaction mode between.");
	}

	private static String usage(ServerReading server) {
		if (server.own() == null) {
			return "";
		}
		StringBuilder text = new StringBuilder(" (now ").append(server.own()).append(" by this application");
		if (server.others() != null) {
			text.append(", ").append(server.others()).append(" by others");
		}
		if (server.idleInTransaction() != null && server.idleInTransaction() > 0) {
			text.append(", ").append(server.idleInTransaction()).append(" idle in transaction");
		}
		return text.append(')').toString();
	}

	private static Finding modeUnknown(Pooler pooler) {
		return new Finding("pooler-mode-unknown", Finding.Severity.INFO,
				"There is a pooler between this pool and its server, and nobody knows its mode. " + pooler.evidence(),
				"If it is PgBouncer, set connectionpool.pgbouncer.url, user and password of its console: in transaction"
						+ " mode some of what relies on the session gives wrong results, which is then looked for.");
	}

	private static Finding clientsWait(ConsolePool clients) {
		return new Finding("pgbouncer-clients-wait", Finding.Severity.WARNING,
				clients.clientsWaiting() + " clients of PgBouncer's pool " + clients.user() + "@" + clients.database()
						+ " wait for one of its " + ((clients.poolSize() != null) ? clients.poolSize() : "")
						+ " server connections, the longest for " + clients.maxWait().toMillis() + " ms; "
						+ clients.serversActive() + " are in use.",
				"Look for transactions that are open for long first (idle in transaction); if there are none, raise"
						+ " default_pool_size as far as the server gives: the plan of this endpoint says how far.");
	}

}

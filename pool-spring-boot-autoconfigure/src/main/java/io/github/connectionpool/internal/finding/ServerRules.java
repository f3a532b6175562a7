package io.github.connectionpool.internal.finding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pgbouncer.console.ConsoleDatabase;
import io.github.connectionpool.internal.pgbouncer.console.ConsolePool;
import io.github.connectionpool.internal.pooler.Pooler;
import io.github.connectionpool.internal.server.ConnectionLimit;
import io.github.connectionpool.internal.server.ServerReading;
import io.github.connectionpool.internal.sizing.FleetDemand;
import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.report.Finding;

/**
 * Whether the server and a PgBouncer before it give what the pools may ask for.
 */
final class ServerRules {

	/** From here on an instance that starts, or a migration, may be refused. */
	private static final double NEARLY_FULL = 0.9;

	private static final Duration LONG_WAIT = Duration.ofSeconds(1);

	private ServerRules() {
	}

	static List<Finding> of(ServerFacts facts) {
		List<Finding> findings = new ArrayList<>();
		ServerReading server = facts.server();
		ConnectionLimit limit = (server != null) ? server.limit() : null;
		if (server != null && limit != null) {
			if (facts.max() != null && takesAServerConnection(facts.pooler())) {
				Finding fleet = fleet(server, limit, facts.max(), facts.instances(), facts.pooler());
				if (fleet != null) {
					findings.add(fleet);
				}
			}
			Integer used = limit.used();
			// that a role or a database uses up what it was given is meant to be
			if (limit.scope() == ConnectionLimit.Scope.SERVER && used != null
					&& used >= limit.connections() * NEARLY_FULL) {
				findings.add(nearlyFull(server, limit, used));
			}
		}
		if (facts.pooler().presence() == Pooler.Presence.SOME && facts.pooler().sharesServers() == null) {
			findings.add(modeUnknown(facts.pooler()));
		}
		facts.databases()
			.stream()
			.filter((database) -> database.paused() || database.disabled())
			.forEach((database) -> findings.add(stopped(database)));
		facts.clients()
			.stream()
			.filter((clients) -> clients.clientsWaiting() > 0 && clients.maxWait().compareTo(LONG_WAIT) >= 0)
			.forEach((clients) -> findings.add(clientsWait(clients)));
		return findings;
	}

	/** Behind a pooler that shares, or may do so, a client connection takes none. */
	private static boolean takesAServerConnection(Pooler pooler) {
		return switch (pooler.presence()) {
			case NONE, UNKNOWN -> true;
			case SOME, PGBOUNCER -> Boolean.FALSE.equals(pooler.sharesServers());
		};
	}

	private static @Nullable Finding fleet(ServerReading server, ConnectionLimit limit, int max,
			@Nullable Integer configuredInstances, Pooler pooler) {
		Integer instances = (configuredInstances != null) ? configuredInstances : server.instances();
		if (instances == null || instances < 1 || limit.connections() < 1) {
			return null;
		}
		Integer others = (limit.scope() == ConnectionLimit.Scope.SERVER) ? server.others() : null;
		int left = Math.max(1, limit.connections() - ((others != null) ? others : 0));
		FleetDemand demand = new FleetDemand(max, instances, left);
		if (demand.total() <= left) {
			return null;
		}
		String from = (configuredInstances != null) ? "connectionpool.fleet.instances"
				: "the addresses from which the server sees the application";
		return new Finding("fleet-exceeds-server",
				(configuredInstances != null) ? Finding.Severity.CRITICAL : Finding.Severity.WARNING,
				"When all pools are full, " + instances + " instances (" + from + ") × " + max + " connections = "
						+ demand.total() + " meet " + limit.owner() + ", which gives " + limit.connections()
						+ usage(server) + ". The last to ask get none.",
				fleetFix(server, demand, pooler));
	}

	private static String fleetFix(ServerReading server, FleetDemand demand, Pooler pooler) {
		String smaller = (demand.largestPool() > 0)
				? "Set the pool's maximum to at most " + demand.largestPool() + ", or " : "";
		String pooling;
		if (pooler.presence() == Pooler.Presence.PGBOUNCER || pooler.presence() == Pooler.Presence.SOME) {
			pooling = "set PgBouncer's pool_mode=transaction, when nothing relies on the session.";
		}
		else if (isPostgres(server)) {
			pooling = "put PgBouncer in transaction mode between: the part pgbouncer.ini of this endpoint is a"
					+ " configuration for it.";
		}
		else {
			pooling = "put a pooler between that shares connections, as ProxySQL, or raise max_connections.";
		}
		return smaller.isEmpty() ? Character.toUpperCase(pooling.charAt(0)) + pooling.substring(1) : smaller + pooling;
	}

	private static boolean isPostgres(ServerReading server) {
		return server.product().equals("PostgreSQL");
	}

	private static Finding nearlyFull(ServerReading server, ConnectionLimit limit, int used) {
		return new Finding("server-nearly-full", Finding.Severity.CRITICAL,
				String.format(Locale.ROOT, "%d of the %d connections that %s gives are taken%s.", used,
						limit.connections(), limit.owner(), usage(server)),
				"A larger pool cannot help. Find their holders ("
						+ (isPostgres(server) ? "pg_stat_activity" : "the processlist")
						+ "), give each application less, or put a pooler between.");
	}

	private static Finding stopped(ConsoleDatabase database) {
		return new Finding("pgbouncer-paused", Finding.Severity.CRITICAL,
				"PgBouncer's database " + database.name() + " is "
						+ (database.disabled() ? "disabled: it takes no new clients."
								: "paused: all queries wait until it goes on."),
				"On PgBouncer's console: " + (database.disabled() ? "ENABLE " : "RESUME ") + database.name() + ".");
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
				"There is a pooler between this pool and its server, and its mode is unknown. " + pooler.evidence(),
				"If it is PgBouncer, set connectionpool.pgbouncer.url, user and password of its console: in"
						+ " transaction mode some uses of session state give wrong results; they are then reported.");
	}

	private static Finding clientsWait(ConsolePool clients) {
		return new Finding("pgbouncer-clients-wait", Finding.Severity.WARNING,
				clients.clientsWaiting() + " clients of PgBouncer's pool " + clients.user() + "@" + clients.database()
						+ " wait for one of its " + ((clients.poolSize() != null) ? clients.poolSize() : "")
						+ " server connections, the longest for " + DurationText.of(clients.maxWait()) + "; "
						+ clients.serversActive() + " are in use.",
				"First find transactions that are open for long (idle in transaction). If there are none, raise"
						+ " default_pool_size within the server's limit; the plan of this endpoint tells the value.");
	}

}

package io.github.connectionpool.internal.pgbouncer.console;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pooler.PoolMode;

/**
 * A pool of PgBouncer: the connections of one user to one database. What this version of
 * it does not tell is null. Immutable. Source: {@code SHOW POOLS} and
 * {@code SHOW DATABASES}.
 *
 * @param database name of the database, as clients know it
 * @param user the user
 * @param mode its mode
 * @param clientsActive clients that have a server or do nothing
 * @param clientsWaiting clients that have sent a query and wait for a server
 * @param serversActive servers that are linked to a client
 * @param serversIdle servers that wait for a client, those among them that are to be or
 * are being tested as well
 * @param serversLogin servers that are being connected
 * @param maxWait how long the client that has waited longest has waited
 * @param poolSize how many servers it may have
 * @param reserve how many more when clients wait for long
 */
public record ConsolePool(String database, String user, @Nullable PoolMode mode, int clientsActive, int clientsWaiting,
		int serversActive, int serversIdle, int serversLogin, Duration maxWait, @Nullable Integer poolSize,
		@Nullable Integer reserve) {
}

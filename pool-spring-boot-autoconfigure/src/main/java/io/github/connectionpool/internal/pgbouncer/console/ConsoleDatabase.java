package io.github.connectionpool.internal.pgbouncer.console;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pooler.PoolMode;

/**
 * A database of PgBouncer. What this version of it does not tell is null. Immutable.
 * Source: {@code SHOW DATABASES}.
 *
 * @param name as clients know it
 * @param database as the server knows it
 * @param host where the server is, null for a local socket
 * @param port its port
 * @param mode its own mode, null if it has the one of the configuration
 * @param poolSize how many servers each of its pools may have
 * @param reserve how many more when clients wait for long
 * @param maxConnections how many servers all its pools together may have, 0 if there is
 * no limit
 * @param connections how many they have
 * @param paused whether it is paused
 * @param disabled whether it takes no new clients
 */
public record ConsoleDatabase(String name, @Nullable String database, @Nullable String host, @Nullable Integer port,
		@Nullable PoolMode mode, @Nullable Integer poolSize, @Nullable Integer reserve,
		@Nullable Integer maxConnections, @Nullable Integer connections, boolean paused, boolean disabled) {
}

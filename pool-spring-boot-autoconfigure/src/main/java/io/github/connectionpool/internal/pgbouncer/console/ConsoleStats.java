package io.github.connectionpool.internal.pgbouncer.console;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The traffic through PgBouncer to one database. What this version of it does not tell is
 * null. Immutable. Source: {@code SHOW STATS}; means are those of the last
 * {@code stats_period}, a minute by default.
 *
 * @param database name of the database, as clients know it
 * @param averageTransaction mean time a client was in a transaction
 * @param averageWait mean time clients waited for a server
 */
public record ConsoleStats(String database, @Nullable Duration averageTransaction, @Nullable Duration averageWait) {
}

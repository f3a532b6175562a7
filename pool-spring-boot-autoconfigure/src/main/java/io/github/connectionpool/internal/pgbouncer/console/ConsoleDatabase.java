package io.github.connectionpool.internal.pgbouncer.console;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pooler.PoolMode;

/**
 * A database of PgBouncer. What this version of it does not tell is null. Immutable.
 * Source: {@code SHOW DATABASES}.
 *
 * @param name as clients know it
 * @param poolSize how many servers each of its pools may have
 * @param reserve how many more when clients wait for long
 * @param paused whether it is paused
 * @param disabled whether it takes no new clients
 */
public record ConsoleDatabase(String name, @Nullable Integer poolSize, @Nullable Integer reserve, boolean paused,
		boolean disabled) {
}

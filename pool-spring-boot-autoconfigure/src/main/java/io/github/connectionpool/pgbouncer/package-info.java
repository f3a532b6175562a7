/**
 * PgBouncer: its console, what breaks in its transaction mode, and a configuration for
 * it.
 */
@NullMarked
package io.github.connectionpool.pgbouncer;

import org.jspecify.annotations.NullMarked;

/**
 * The console of a PgBouncer.
 */
@NullMarked
package io.github.connectionpool.internal.pgbouncer.console;

import org.jspecify.annotations.NullMarked;

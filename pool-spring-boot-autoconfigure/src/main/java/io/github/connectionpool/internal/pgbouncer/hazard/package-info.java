/**
 * Statements and settings that break behind a PgBouncer in transaction mode.
 */
@NullMarked
package io.github.connectionpool.internal.pgbouncer.hazard;

import org.jspecify.annotations.NullMarked;

/**
 * A configuration for a PgBouncer.
 */
@NullMarked
package io.github.connectionpool.internal.pgbouncer.config;

import org.jspecify.annotations.NullMarked;

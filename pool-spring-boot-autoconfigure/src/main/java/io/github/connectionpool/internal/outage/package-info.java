/**
 * Borrows that fail: their reasons, exhaustion of the pool, outages of the database.
 */
@NullMarked
package io.github.connectionpool.internal.outage;

import org.jspecify.annotations.NullMarked;

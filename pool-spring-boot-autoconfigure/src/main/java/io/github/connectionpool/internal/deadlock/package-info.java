/**
 * Deadlocks of a pool: which threads wait for each other.
 */
@NullMarked
package io.github.connectionpool.internal.deadlock;

import org.jspecify.annotations.NullMarked;

/**
 * Deadlocks that are real, chains of work that only look like one, and which of them the
 * starter calls a deadlock.
 */
@NullMarked
package io.github.connectionpool.evaluation.deadlock;

import org.jspecify.annotations.NullMarked;

/**
 * Runs all scenarios before one detector after the other.
 */
@NullMarked
package io.github.connectionpool.evaluation.runner;

import org.jspecify.annotations.NullMarked;

/**
 * How well the capacity planner foretells the waits at a real pool.
 */
@NullMarked
package io.github.connectionpool.evaluation.planner;

import org.jspecify.annotations.NullMarked;

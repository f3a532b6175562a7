/**
 * Code that holds connections for long, for good reason.
 */
@NullMarked
package io.github.connectionpool.evaluation.scenario.innocent;

import org.jspecify.annotations.NullMarked;

/**
 * Code that leaks, by the classes of leaks found in open source.
 */
@NullMarked
package io.github.connectionpool.evaluation.scenario.leak;

import org.jspecify.annotations.NullMarked;

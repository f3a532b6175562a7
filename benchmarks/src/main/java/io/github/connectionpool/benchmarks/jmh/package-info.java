/**
 * Runs JMH so that ratios between candidates hold: interleaved, each in a JVM of its own.
 */
@NullMarked
package io.github.connectionpool.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;

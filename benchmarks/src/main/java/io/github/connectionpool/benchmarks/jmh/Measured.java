package io.github.connectionpool.benchmarks.jmh;

/**
 * What one JVM has measured.
 *
 * @param nanos time of an operation, the median of the iterations
 * @param bytes allocated by an operation
 */
public record Measured(double nanos, double bytes) {

}

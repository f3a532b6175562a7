/**
 * What the monitor costs, measured beside other leak detectors and wrappers.
 */
@NullMarked
package io.github.connectionpool.benchmarks;

import org.jspecify.annotations.NullMarked;

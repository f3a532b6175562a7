/**
 * The candidates: pools, leak detectors and wrappers, each configured in one place.
 */
@NullMarked
package io.github.connectionpool.benchmarks.candidate;

import org.jspecify.annotations.NullMarked;

/**
 * Variants of the same work, measured in turn within one run, and how sure their ratios
 * are.
 */
@NullMarked
package io.github.connectionpool.benchmarks.slices;

import org.jspecify.annotations.NullMarked;

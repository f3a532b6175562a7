/**
 * What the starter adds to an application's start and to its heap.
 */
@NullMarked
package io.github.connectionpool.benchmarks.startup;

import org.jspecify.annotations.NullMarked;

/**
 * What it costs to borrow a connection and to return it.
 */
@NullMarked
package io.github.connectionpool.benchmarks.borrow;

import org.jspecify.annotations.NullMarked;

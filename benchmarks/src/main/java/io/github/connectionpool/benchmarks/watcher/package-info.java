/**
 * What the watch and the endpoint cost, and whom.
 */
@NullMarked
package io.github.connectionpool.benchmarks.watcher;

import org.jspecify.annotations.NullMarked;

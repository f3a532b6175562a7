/**
 * The cost of the watch and the endpoint, for borrowers and for the watcher.
 */
@NullMarked
package io.github.connectionpool.benchmarks.watcher;

import org.jspecify.annotations.NullMarked;

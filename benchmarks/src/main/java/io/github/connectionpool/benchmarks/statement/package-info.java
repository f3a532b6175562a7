/**
 * What it costs to run a statement on a connection that is monitored.
 */
@NullMarked
package io.github.connectionpool.benchmarks.statement;

import org.jspecify.annotations.NullMarked;

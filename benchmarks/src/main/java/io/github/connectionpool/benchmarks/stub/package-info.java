/**
 * A JDBC driver that does nothing, at the price of a virtual call.
 */
@NullMarked
package io.github.connectionpool.benchmarks.stub;

import org.jspecify.annotations.NullMarked;

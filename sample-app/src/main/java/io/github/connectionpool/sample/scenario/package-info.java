/**
 * The ways to mistreat a connection pool, one class each.
 */
@NullMarked
package io.github.connectionpool.sample.scenario;

import org.jspecify.annotations.NullMarked;

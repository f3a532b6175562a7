/**
 * The meters.
 */
@NullMarked
package io.github.connectionpool.metrics;

import org.jspecify.annotations.NullMarked;

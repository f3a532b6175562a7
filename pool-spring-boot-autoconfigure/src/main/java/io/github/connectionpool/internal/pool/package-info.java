/**
 * What a pool says of itself, and what of it can be set.
 */
@NullMarked
package io.github.connectionpool.internal.pool;

import org.jspecify.annotations.NullMarked;

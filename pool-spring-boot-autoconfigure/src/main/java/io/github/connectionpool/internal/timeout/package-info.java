/**
 * The hierarchy of timeouts around a pool.
 */
@NullMarked
package io.github.connectionpool.internal.timeout;

import org.jspecify.annotations.NullMarked;

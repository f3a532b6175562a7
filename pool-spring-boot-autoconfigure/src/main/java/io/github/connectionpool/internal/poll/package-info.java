/**
 * Reads servers from time to time, each at its own interval.
 */
@NullMarked
package io.github.connectionpool.internal.poll;

import org.jspecify.annotations.NullMarked;

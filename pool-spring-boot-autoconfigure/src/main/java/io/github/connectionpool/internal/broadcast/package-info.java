/**
 * Tells several listeners what the watch finds, each for itself.
 */
@NullMarked
package io.github.connectionpool.internal.broadcast;

import org.jspecify.annotations.NullMarked;

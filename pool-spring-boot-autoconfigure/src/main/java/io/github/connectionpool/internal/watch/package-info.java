/**
 * The watch: one thread that checks all pools and tells what has changed.
 */
@NullMarked
package io.github.connectionpool.internal.watch;

import org.jspecify.annotations.NullMarked;

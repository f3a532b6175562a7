/**
 * The lines that a pool's connections are usually borrowed from, learned from samples.
 */
@NullMarked
package io.github.connectionpool.internal.capture.learned;

import org.jspecify.annotations.NullMarked;

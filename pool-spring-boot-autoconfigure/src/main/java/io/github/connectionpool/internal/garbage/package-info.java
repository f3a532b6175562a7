/**
 * Garbage collections that prove handles unreachable.
 */
@NullMarked
package io.github.connectionpool.internal.garbage;

import org.jspecify.annotations.NullMarked;

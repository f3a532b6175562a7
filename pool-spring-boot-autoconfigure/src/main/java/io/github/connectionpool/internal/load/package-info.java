/**
 * The load of a pool: the origins that have its connections out, by samples, and its use
 * minute by minute.
 */
@NullMarked
package io.github.connectionpool.internal.load;

import org.jspecify.annotations.NullMarked;

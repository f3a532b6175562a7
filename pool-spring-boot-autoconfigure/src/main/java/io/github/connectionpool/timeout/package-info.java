/**
 * The hierarchy of timeouts: which are in force, in which order, and which should be.
 */
@NullMarked
package io.github.connectionpool.timeout;

import org.jspecify.annotations.NullMarked;

/**
 * How often {@code capture.stack} has the line of a leak named, and which leaks
 * {@code adaptive} misses.
 */
@NullMarked
package io.github.connectionpool.evaluation.capture;

import org.jspecify.annotations.NullMarked;

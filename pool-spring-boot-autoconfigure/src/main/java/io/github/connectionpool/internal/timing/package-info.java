/**
 * Time and its distribution: histograms, the sustained level, the wall clock.
 */
@NullMarked
package io.github.connectionpool.internal.timing;

import org.jspecify.annotations.NullMarked;

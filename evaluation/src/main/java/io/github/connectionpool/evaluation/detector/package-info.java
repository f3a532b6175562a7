/**
 * The detectors of leaks: the starter and the pools it is compared with.
 */
@NullMarked
package io.github.connectionpool.evaluation.detector;

import org.jspecify.annotations.NullMarked;

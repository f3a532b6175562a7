/**
 * What the detections amount to, and how that is written.
 */
@NullMarked
package io.github.connectionpool.evaluation.score;

import org.jspecify.annotations.NullMarked;

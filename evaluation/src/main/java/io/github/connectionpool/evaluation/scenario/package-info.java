/**
 * The code with known truth on which detectors are evaluated.
 */
@NullMarked
package io.github.connectionpool.evaluation.scenario;

import org.jspecify.annotations.NullMarked;

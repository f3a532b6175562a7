/**
 * What is evaluated on: code with known truth.
 */
@NullMarked
package io.github.connectionpool.evaluation.scenario;

import org.jspecify.annotations.NullMarked;

/**
 * Leaks after thousands of healthy borrows, where the line is hard to learn.
 */
@NullMarked
package io.github.connectionpool.evaluation.scenario.learned;

import org.jspecify.annotations.NullMarked;

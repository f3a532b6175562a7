/**
 * The measurements, as tables for people and programs.
 */
@NullMarked
package io.github.connectionpool.benchmarks.result;

import org.jspecify.annotations.NullMarked;

/**
 * Approaches to give many instances of an application their connections, measured on real
 * servers with one workload.
 */
@NullMarked
package io.github.connectionpool.evaluation.approach;

import org.jspecify.annotations.NullMarked;

/**
 * The heap that a pool takes after many different origins and statements.
 */
@NullMarked
package io.github.connectionpool.evaluation.capture.memory;

import org.jspecify.annotations.NullMarked;

/**
 * A Friday night: a deployment that leaks in a part of a fleet, and how it is told.
 */
@NullMarked
package io.github.connectionpool.evaluation.friday;

import org.jspecify.annotations.NullMarked;

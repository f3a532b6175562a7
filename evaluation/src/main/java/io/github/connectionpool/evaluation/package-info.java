/**
 * The scorecard: leaks and innocents with known truth, run before each detector of leaks.
 */
@NullMarked
package io.github.connectionpool.evaluation;

import org.jspecify.annotations.NullMarked;

/**
 * Formulas for the size of pools and fleets. Pure functions.
 */
@NullMarked
package io.github.connectionpool.internal.sizing;

import org.jspecify.annotations.NullMarked;

/**
 * The verdict on a checkout, from evidence, and its explanation.
 */
@NullMarked
package io.github.connectionpool.internal.verdict;

import org.jspecify.annotations.NullMarked;

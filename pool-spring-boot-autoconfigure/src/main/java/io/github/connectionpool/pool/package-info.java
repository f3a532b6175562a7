/**
 * What each pool product says of itself and lets be set.
 */
@NullMarked
package io.github.connectionpool.pool;

import org.jspecify.annotations.NullMarked;

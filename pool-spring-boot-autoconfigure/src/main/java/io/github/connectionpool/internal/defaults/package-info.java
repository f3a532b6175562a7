/**
 * Sets timeouts that the user has not set, by the properties that a bean is bound to.
 */
@NullMarked
package io.github.connectionpool.internal.defaults;

import org.jspecify.annotations.NullMarked;

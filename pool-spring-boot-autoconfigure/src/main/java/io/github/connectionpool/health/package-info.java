/**
 * The {@code connectionPool} health contributor.
 */
@NullMarked
package io.github.connectionpool.health;

import org.jspecify.annotations.NullMarked;

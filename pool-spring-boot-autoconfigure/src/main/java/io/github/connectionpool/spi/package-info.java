/**
 * Interfaces that an application implements as beans: a {@link PoolProduct} teaches the
 * starter a connection pool, a {@link ContextContributor} describes the work that borrows
 * a connection.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.connectionpool.spi;

import org.jspecify.annotations.NullMarked;

/**
 * The objects that the application uses: the data source, the handle and all objects made
 * from it.
 */
@NullMarked
package io.github.connectionpool.internal.jdbc;

import org.jspecify.annotations.NullMarked;

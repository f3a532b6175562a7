/**
 * What the application touches: the data source, the handle and all that is made from it.
 */
@NullMarked
package io.github.connectionpool.internal.jdbc;

import org.jspecify.annotations.NullMarked;

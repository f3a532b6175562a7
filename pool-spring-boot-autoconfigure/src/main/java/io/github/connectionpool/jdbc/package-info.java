/**
 * What the application touches: the data source, the connections and what is made from
 * them.
 */
@NullMarked
package io.github.connectionpool.jdbc;

import org.jspecify.annotations.NullMarked;

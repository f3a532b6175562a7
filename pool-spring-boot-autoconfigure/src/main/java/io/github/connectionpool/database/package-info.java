/**
 * What the other end of the connections says: the server, and whether a pooler stands
 * before it.
 */
@NullMarked
package io.github.connectionpool.database;

import org.jspecify.annotations.NullMarked;

/**
 * The programming interface of the connection pool monitor for applications.
 */
@NullMarked
package io.github.connectionpool;

import org.jspecify.annotations.NullMarked;

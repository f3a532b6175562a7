/**
 * What an application says to the connection pool monitor.
 */
@NullMarked
package io.github.connectionpool;

import org.jspecify.annotations.NullMarked;

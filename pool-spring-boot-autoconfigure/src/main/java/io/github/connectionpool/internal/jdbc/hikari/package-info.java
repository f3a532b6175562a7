/**
 * HikariCP's own class with a monitor in it, for applications that inject or cast to that
 * class. Loaded only where HikariCP is.
 */
@NullMarked
package io.github.connectionpool.internal.jdbc.hikari;

import org.jspecify.annotations.NullMarked;

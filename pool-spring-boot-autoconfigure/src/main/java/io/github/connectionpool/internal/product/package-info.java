/**
 * The pool products: HikariCP, Tomcat JDBC, Commons DBCP 2, Oracle UCP.
 */
@NullMarked
package io.github.connectionpool.internal.product;

import org.jspecify.annotations.NullMarked;

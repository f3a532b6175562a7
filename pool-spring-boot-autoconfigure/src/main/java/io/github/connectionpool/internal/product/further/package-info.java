/**
 * The pool products that Spring Boot does not make by itself, or knows in part only:
 * Agroal, c3p0, Druid, Oracle UCP and Vibur.
 */
@NullMarked
package io.github.connectionpool.internal.product.further;

import org.jspecify.annotations.NullMarked;

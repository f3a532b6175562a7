/**
 * A small shop whose connection pool can be brought into trouble with one request.
 */
@NullMarked
package io.github.connectionpool.sample;

import org.jspecify.annotations.NullMarked;

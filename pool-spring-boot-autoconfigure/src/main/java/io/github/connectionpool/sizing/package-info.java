/**
 * How large a pool, a server and a fleet should be: pure functions of a few numbers.
 */
@NullMarked
package io.github.connectionpool.sizing;

import org.jspecify.annotations.NullMarked;

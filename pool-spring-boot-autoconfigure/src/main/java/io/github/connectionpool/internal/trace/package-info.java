/**
 * Long waits and leaks in the traces of the application.
 */
@NullMarked
package io.github.connectionpool.internal.trace;

import org.jspecify.annotations.NullMarked;

/**
 * The stack of a borrow and the call site in it.
 */
@NullMarked
package io.github.connectionpool.internal.capture;

import org.jspecify.annotations.NullMarked;

/**
 * Servers that run as programs of this machine for as long as they are needed.
 */
@NullMarked
package io.github.connectionpool.local;

import org.jspecify.annotations.NullMarked;

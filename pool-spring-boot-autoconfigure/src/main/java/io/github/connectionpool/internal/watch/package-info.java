/**
 * The watch: one thread that checks all pools and reports changes.
 */
@NullMarked
package io.github.connectionpool.internal.watch;

import org.jspecify.annotations.NullMarked;

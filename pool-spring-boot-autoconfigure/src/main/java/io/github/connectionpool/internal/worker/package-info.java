/**
 * The activity of threads, recognized from their stacks: workers, idle places, nested
 * borrows.
 */
@NullMarked
package io.github.connectionpool.internal.worker;

import org.jspecify.annotations.NullMarked;

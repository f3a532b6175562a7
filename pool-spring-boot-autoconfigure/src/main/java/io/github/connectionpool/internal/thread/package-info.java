/**
 * The JVM's data on threads: their stacks, their times, and those that have borrowed
 * lately.
 */
@NullMarked
package io.github.connectionpool.internal.thread;

import org.jspecify.annotations.NullMarked;

/**
 * An executor for tasks that may take long, with a thread that exists only while there
 * are tasks.
 */
@NullMarked
package io.github.connectionpool.internal.executor;

import org.jspecify.annotations.NullMarked;

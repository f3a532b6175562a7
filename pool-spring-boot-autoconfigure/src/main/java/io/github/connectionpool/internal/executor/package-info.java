/**
 * A thread for work that may take long, which exists only while there is some.
 */
@NullMarked
package io.github.connectionpool.internal.executor;

import org.jspecify.annotations.NullMarked;

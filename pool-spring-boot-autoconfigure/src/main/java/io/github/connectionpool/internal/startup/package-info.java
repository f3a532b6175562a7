/**
 * Checks at the start of the application, and the lifecycle of the watchers.
 */
@NullMarked
package io.github.connectionpool.internal.startup;

import org.jspecify.annotations.NullMarked;

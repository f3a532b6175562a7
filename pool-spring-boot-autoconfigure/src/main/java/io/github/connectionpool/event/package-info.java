/**
 * The application events of the monitor.
 */
@NullMarked
package io.github.connectionpool.event;

import org.jspecify.annotations.NullMarked;

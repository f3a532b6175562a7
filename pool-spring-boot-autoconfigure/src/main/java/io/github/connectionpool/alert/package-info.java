/**
 * Application events and log lines for what the watch finds.
 */
@NullMarked
package io.github.connectionpool.alert;

import org.jspecify.annotations.NullMarked;

/**
 * Immutable values that events, endpoint and users see.
 */
@NullMarked
package io.github.connectionpool.report;

import org.jspecify.annotations.NullMarked;

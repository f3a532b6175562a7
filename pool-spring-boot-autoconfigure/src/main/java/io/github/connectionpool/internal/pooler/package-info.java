/**
 * Whether a pooler stands between a pool and its server.
 */
@NullMarked
package io.github.connectionpool.internal.pooler;

import org.jspecify.annotations.NullMarked;

/**
 * Reclaims leaked connections: revokes the handle, returns the connection or evicts it.
 */
@NullMarked
package io.github.connectionpool.internal.reclaim;

import org.jspecify.annotations.NullMarked;

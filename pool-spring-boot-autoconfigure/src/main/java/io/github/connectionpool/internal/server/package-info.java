/**
 * What database servers say of their connections, and the registry of servers and
 * poolers.
 */
@NullMarked
package io.github.connectionpool.internal.server;

import org.jspecify.annotations.NullMarked;

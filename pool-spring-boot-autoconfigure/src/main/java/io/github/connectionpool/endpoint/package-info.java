/**
 * The {@code connectionpool} actuator endpoint.
 */
@NullMarked
package io.github.connectionpool.endpoint;

import org.jspecify.annotations.NullMarked;

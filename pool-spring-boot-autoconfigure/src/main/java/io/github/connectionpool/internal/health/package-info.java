/**
 * The health of the pools, for each line of Spring Boot, and its order of statuses.
 */
@NullMarked
package io.github.connectionpool.internal.health;

import org.jspecify.annotations.NullMarked;

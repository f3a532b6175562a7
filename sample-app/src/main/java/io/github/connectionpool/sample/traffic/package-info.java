/**
 * Visitors for the shop: a load generator that calls the shop's own pages.
 */
@NullMarked
package io.github.connectionpool.sample.traffic;

import org.jspecify.annotations.NullMarked;

package io.github.connectionpool.event;

import io.github.connectionpool.report.CheckoutReport;

/**
 * Application event: an operator has taken a connection away. Immutable.
 *
 * @param checkout the checkout as it was then
 * @param who the caller that requested the eviction
 * @since 0.1.0
 */
public record CheckoutEvicted(CheckoutReport checkout, String who) {

}

package io.github.connectionpool.event;

import io.github.connectionpool.report.CheckoutReport;

/**
 * Application event: a checkout has become suspect. Raised once, unless it is cleared and
 * becomes suspect again. Immutable.
 *
 * @param checkout the checkout as it was then
 * @since 0.1.0
 */
public record CheckoutSuspected(CheckoutReport checkout) {

}

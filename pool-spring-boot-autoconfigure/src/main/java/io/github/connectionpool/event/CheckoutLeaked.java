package io.github.connectionpool.event;

import io.github.connectionpool.report.CheckoutReport;

/**
 * Application event: a checkout has turned out to be leaked. Raised once, unless it is
 * cleared and found to be leaked again. Immutable.
 *
 * @param checkout the checkout as it was then
 * @since 0.1.0
 */
public record CheckoutLeaked(CheckoutReport checkout) {

}

package io.github.connectionpool.event;

import io.github.connectionpool.report.CheckoutReport;

/**
 * Application event: a checkout has become suspect. Raised once, unless it is cleared and
 * becomes suspect again. Immutable.
 *
 * @param checkout the checkout as it was then
 */
public record CheckoutSuspected(CheckoutReport checkout) {

}

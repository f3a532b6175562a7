package io.github.connectionpool.alert;

import io.github.connectionpool.leak.CheckoutReport;

/**
 * Application event: a checkout has turned out to be leaked. Raised once, unless it is
 * cleared and found to be leaked again. Immutable.
 *
 * @param checkout the checkout as it was then
 */
public record CheckoutLeaked(CheckoutReport checkout) {

}

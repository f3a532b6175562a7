package io.github.connectionpool.event;

import io.github.connectionpool.report.CheckoutReport;

/**
 * Application event: a checkout that was suspected has turned out to be in use, or has
 * been returned. Immutable.
 *
 * @param checkout the checkout as it was then
 * @param returned whether it has been returned
 * @since 0.1.0
 */
public record CheckoutCleared(CheckoutReport checkout, boolean returned) {

}

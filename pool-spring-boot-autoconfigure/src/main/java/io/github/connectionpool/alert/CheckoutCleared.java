package io.github.connectionpool.alert;

import io.github.connectionpool.leak.CheckoutReport;

/**
 * Application event: a checkout that was suspected has turned out to be in use, or has
 * been returned. Immutable.
 *
 * @param checkout the checkout as it was then
 * @param returned whether it has been returned
 */
public record CheckoutCleared(CheckoutReport checkout, boolean returned) {

}

package io.github.connectionpool.event;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.report.CheckoutReport;

/**
 * Application event: a leaked connection has been taken back. Immutable.
 *
 * @param checkout the checkout as it was then
 * @param failure why it could neither be given back to the pool nor thrown away, null if
 * it was
 * @since 0.1.0
 */
public record CheckoutReclaimed(CheckoutReport checkout, @Nullable Throwable failure) {

}

package io.github.connectionpool.internal.outage;

import org.jspecify.annotations.Nullable;

/**
 * A borrow that failed. Immutable.
 *
 * @param reason the reason
 * @param told a text for the borrower, added to the pool's own exception; null for none
 */
public record BorrowFailure(FailureReason reason, @Nullable String told) {

}

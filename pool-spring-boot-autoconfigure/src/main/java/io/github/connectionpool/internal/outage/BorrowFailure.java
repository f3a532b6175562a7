package io.github.connectionpool.internal.outage;

import org.jspecify.annotations.Nullable;

/**
 * A borrow that failed. Immutable.
 *
 * @param reason why
 * @param told what the borrower learns beside the pool's own exception, null if there is
 * nothing to add
 */
public record BorrowFailure(FailureReason reason, @Nullable String told) {

}

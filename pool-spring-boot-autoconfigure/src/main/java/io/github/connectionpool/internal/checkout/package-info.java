/**
 * The domain: a pool, its ledger of open checkouts, and their owners.
 */
@NullMarked
package io.github.connectionpool.internal.checkout;

import org.jspecify.annotations.NullMarked;

/**
 * The domain: a pool, its ledger of open checkouts, and what can be read from them.
 */
@NullMarked
package io.github.connectionpool.checkout;

import org.jspecify.annotations.NullMarked;

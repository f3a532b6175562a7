package io.github.connectionpool.alert;

import io.github.connectionpool.leak.ExhaustionReport;

/**
 * Application event: borrowers have begun to fail at a full pool. Raised once for each
 * episode. Immutable.
 *
 * @param exhaustion who holds the connections
 */
public record PoolExhausted(ExhaustionReport exhaustion) {

}

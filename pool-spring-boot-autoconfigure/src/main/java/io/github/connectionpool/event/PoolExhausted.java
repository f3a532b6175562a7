package io.github.connectionpool.event;

import io.github.connectionpool.report.ExhaustionReport;

/**
 * Application event: borrowers have begun to fail at a full pool. Raised once for each
 * episode. Immutable.
 *
 * @param exhaustion the holders of the connections
 * @since 0.1.0
 */
public record PoolExhausted(ExhaustionReport exhaustion) {

}

package io.github.connectionpool.event;

import io.github.connectionpool.report.OutageReport;

/**
 * Application event: a pool that is not full gets no connection from its database, or was
 * suspended, or that is over. Raised twice for each outage. Immutable.
 *
 * @param outage since when, and why
 * @param over whether borrowers get connections again, or have not asked for so long that
 * nothing is known ({@link OutageReport#forgotten()})
 * @since 0.1.0
 */
public record PoolOutageChanged(OutageReport outage, boolean over) {

}

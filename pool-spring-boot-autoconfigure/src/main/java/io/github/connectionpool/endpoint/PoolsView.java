package io.github.connectionpool.endpoint;

import java.util.List;
import java.util.Map;

import io.github.connectionpool.report.Finding;

/**
 * The answer for all pools.
 *
 * @param pools each pool by its name
 * @param findings advice that concerns no single pool
 */
record PoolsView(Map<String, PoolView> pools, List<Finding> findings) {

}

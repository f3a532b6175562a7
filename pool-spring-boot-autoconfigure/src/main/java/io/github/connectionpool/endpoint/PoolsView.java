package io.github.connectionpool.endpoint;

import java.util.Map;

/**
 * The answer for all pools.
 *
 * @param pools each pool by its name
 */
public record PoolsView(Map<String, PoolView> pools) {

}

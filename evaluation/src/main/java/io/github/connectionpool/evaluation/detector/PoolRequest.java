package io.github.connectionpool.evaluation.detector;

/**
 * A pool that one run of one scenario needs.
 *
 * @param name unique name
 * @param size how many connections it has
 */
public record PoolRequest(String name, int size) {

}

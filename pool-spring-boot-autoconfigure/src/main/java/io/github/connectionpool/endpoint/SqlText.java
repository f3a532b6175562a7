package io.github.connectionpool.endpoint;

/**
 * Decides how much of an SQL text a reader is shown.
 */
@FunctionalInterface
interface SqlText {

	String show(String sql);

}

/**
 * What the starter costs an application on a real PostgreSQL.
 */
@NullMarked
package io.github.connectionpool.benchmarks.postgres;

import org.jspecify.annotations.NullMarked;

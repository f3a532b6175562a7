/**
 * The PostgreSQL that all pools lead to.
 */
@NullMarked
package io.github.connectionpool.evaluation.database;

import org.jspecify.annotations.NullMarked;

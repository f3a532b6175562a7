/**
 * Reads JDBC URLs and SQL text: one view of a URL for all features, one lexer, the
 * dialects, and the masking of both. Uses the JDK only.
 */
@NullMarked
package io.github.connectionpool.internal.sql;

import org.jspecify.annotations.NullMarked;

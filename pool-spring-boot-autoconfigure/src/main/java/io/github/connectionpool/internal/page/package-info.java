/**
 * The page for a browser and the report for a terminal, written from the snapshot that
 * the JSON answer is made of. Uses the JDK only.
 */
@NullMarked
package io.github.connectionpool.internal.page;

import org.jspecify.annotations.NullMarked;

/**
 * Writes durations and numbers for people, the same way in all texts. Uses the JDK only.
 */
@NullMarked
package io.github.connectionpool.internal.text;

import org.jspecify.annotations.NullMarked;

/**
 * Writes HTML and text. The only ways to add a text clean and escape it. Uses the JDK
 * only.
 */
@NullMarked
package io.github.connectionpool.internal.markup;

import org.jspecify.annotations.NullMarked;

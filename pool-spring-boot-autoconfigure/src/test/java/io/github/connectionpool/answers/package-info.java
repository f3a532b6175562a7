/**
 * The answers of whole applications, compared with those that are recorded.
 */
@NullMarked
package io.github.connectionpool.answers;

import org.jspecify.annotations.NullMarked;

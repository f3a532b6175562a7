/**
 * The rules that give advice.
 */
@NullMarked
package io.github.connectionpool.finding;

import org.jspecify.annotations.NullMarked;

/**
 * The rules that give advice on pools and on the application.
 */
@NullMarked
package io.github.connectionpool.internal.finding;

import org.jspecify.annotations.NullMarked;

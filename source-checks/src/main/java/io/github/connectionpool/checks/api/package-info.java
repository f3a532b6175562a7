/**
 * The API check: the signatures of the public packages, as text.
 */
@NullMarked
package io.github.connectionpool.checks.api;

import org.jspecify.annotations.NullMarked;

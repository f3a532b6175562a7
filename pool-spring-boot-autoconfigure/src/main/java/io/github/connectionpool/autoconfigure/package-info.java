/**
 * The wiring: auto-configuration, properties and failure analyzers.
 */
@NullMarked
package io.github.connectionpool.autoconfigure;

import org.jspecify.annotations.NullMarked;

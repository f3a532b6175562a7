/**
 * An application with the starter, asked over HTTP.
 */
@NullMarked
package io.github.connectionpool.web;

import org.jspecify.annotations.NullMarked;

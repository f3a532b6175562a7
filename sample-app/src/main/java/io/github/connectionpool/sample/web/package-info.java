/**
 * What the pages of all packages share: errors, parameters and the address of this
 * server.
 */
@NullMarked
package io.github.connectionpool.sample.web;

import org.jspecify.annotations.NullMarked;

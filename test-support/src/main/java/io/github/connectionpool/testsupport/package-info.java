/**
 * This machine: what it is, and servers that run as its programs for as long as they are
 * needed.
 */
@NullMarked
package io.github.connectionpool.testsupport;

import org.jspecify.annotations.NullMarked;

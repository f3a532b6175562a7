/**
 * The shop itself, which handles its connections as one should.
 */
@NullMarked
package io.github.connectionpool.sample.shop;

import org.jspecify.annotations.NullMarked;

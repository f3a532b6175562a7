/**
 * Fails each test that ends with a connection still borrowed, with the line that borrowed
 * it. With this module on the class path it does so for all tests of Spring; others use
 * the {@link io.github.connectionpool.test.OpenConnectionsExtension}.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.connectionpool.test;

import org.jspecify.annotations.NullMarked;

/**
 * A tab of a Chromium, driven over its DevTools protocol. Needs Jackson and Awaitility.
 */
@NullMarked
package io.github.connectionpool.testsupport.browser;

import org.jspecify.annotations.NullMarked;

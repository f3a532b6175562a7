/**
 * What differs between the supported lines of Spring Boot: its version, and what has no
 * one place in all of them.
 */
@NullMarked
package io.github.connectionpool.internal.boot;

import org.jspecify.annotations.NullMarked;

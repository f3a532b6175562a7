/**
 * Parts of the endpoint's answer, as they are written in JSON.
 */
@NullMarked
package io.github.connectionpool.internal.answer;

import org.jspecify.annotations.NullMarked;

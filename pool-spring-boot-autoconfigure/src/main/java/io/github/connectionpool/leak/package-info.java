/**
 * Evidence, verdicts, and the thread that looks for them.
 */
@NullMarked
package io.github.connectionpool.leak;

import org.jspecify.annotations.NullMarked;

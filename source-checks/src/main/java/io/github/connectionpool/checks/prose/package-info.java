/**
 * The prose check: words and sentence lengths in comments and in texts for users.
 */
@NullMarked
package io.github.connectionpool.checks.prose;

import org.jspecify.annotations.NullMarked;

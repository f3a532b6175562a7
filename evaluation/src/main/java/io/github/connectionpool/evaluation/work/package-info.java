/**
 * The application around the scenarios: requests, tasks, messages.
 */
@NullMarked
package io.github.connectionpool.evaluation.work;

import org.jspecify.annotations.NullMarked;

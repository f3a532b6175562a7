/**
 * The context that Spring has of the work: transaction, request or exchange, scheduled
 * task, trace.
 */
@NullMarked
package io.github.connectionpool.internal.context;

import org.jspecify.annotations.NullMarked;

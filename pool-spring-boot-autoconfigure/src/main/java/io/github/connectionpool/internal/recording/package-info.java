/**
 * Notes on borrows that are followed: events for Flight Recorder, and its trace.
 */
@NullMarked
package io.github.connectionpool.internal.recording;

import org.jspecify.annotations.NullMarked;

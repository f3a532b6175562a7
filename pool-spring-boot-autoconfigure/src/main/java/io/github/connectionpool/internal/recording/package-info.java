/**
 * Notes on borrows that are followed: their context and trace, events for Flight
 * Recorder.
 */
@NullMarked
package io.github.connectionpool.internal.recording;

import org.jspecify.annotations.NullMarked;

package io.github.connectionpool.internal.poll;

import java.time.Duration;

/**
 * Something that is read from time to time by {@link DatabaseWatcher}. Must be
 * thread-safe.
 */
public interface PollTask {

	/**
	 * Read once. Never throws, and waits no longer than its own time limits.
	 * @return whether there is a new reading
	 */
	boolean read();

	/**
	 * How often it is to be read.
	 * @return the time from one reading to the next
	 */
	Duration interval();

	/**
	 * Called about once a second from another thread while it is being read, to end a
	 * read that has no time limit of its own. Never waits.
	 */
	default void hurry() {
	}

	/** It is going to be read, for the first time or again. Never throws. */
	default void started() {
	}

	/** It is not read any more. Never throws. */
	default void stopped() {
	}

}

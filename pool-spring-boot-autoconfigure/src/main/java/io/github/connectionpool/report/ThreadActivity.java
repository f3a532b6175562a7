package io.github.connectionpool.report;

import org.jspecify.annotations.Nullable;

/**
 * Where a thread is, by its stack. Immutable.
 *
 * @param place the kind of place
 * @param line the topmost line of the application, null if there is none
 * @since 0.1.0
 */
public record ThreadActivity(Place place, @Nullable String line) {

	/** A kind of place. */
	public enum Place {

		/** In the borrow of a connection. */
		POOL("waits for a connection"),

		/** In the database's driver. */
		DATABASE("is in the database driver"),

		/** In an HTTP client. */
		HTTP("is in an HTTP client"),

		/** Asleep. */
		SLEEP("sleeps"),

		/** Waits for a lock. */
		LOCK("waits for a lock"),

		/** Reads or writes a file. */
		FILE("reads or writes a file"),

		/** Reads from or writes to a socket that is not the database's. */
		NETWORK("talks over the network"),

		/** Waits for another thread. */
		WAIT("waits for another thread"),

		/** Computes, or its activity is unknown. */
		RUNNING("runs"),

		/** A worker that waits for its next task. */
		IDLE("waits for its next task"),

		/** The thread is no more. */
		ENDED("has ended");

		private final String words;

		Place(String words) {
			this.words = words;
		}

	}

	/**
	 * In words, as what a thread does.
	 * @return for example {@code is in an HTTP client at com.shop.Desk.pay(Desk.java:33)}
	 */
	public String words() {
		return (this.line != null) ? this.place.words + " at " + this.line : this.place.words;
	}

}

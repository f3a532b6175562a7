package io.github.connectionpool.internal.pgbouncer.console;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How a console is read. Immutable.
 *
 * @param url its JDBC URL, with any parameters of the driver
 * @param user one of {@code stats_users} or {@code admin_users}, null if the URL names it
 * @param password of that user, null if none is needed
 * @param interval the time from one reading to the next
 * @param timeout how long it may take to connect, and how long the network may be silent
 */
public record ConsoleSettings(String url, @Nullable String user, @Nullable String password, Duration interval,
		Duration timeout) {

	/**
	 * Create.
	 * @throws IllegalArgumentException if the URL is not one of a console; the message is
	 * for the user
	 */
	public ConsoleSettings {
		ConsoleAddress.of(url);
	}

	/**
	 * Refuse text that is not the URL of a console.
	 * @param url any text
	 * @throws IllegalArgumentException if it is not; the message is for the user
	 */
	public static void checkUrl(String url) {
		ConsoleAddress.of(url);
	}

	/** Without the password. */
	@Override
	public String toString() {
		return "console at " + ConsoleAddress.of(this.url).hosts() + " as " + this.user;
	}

}

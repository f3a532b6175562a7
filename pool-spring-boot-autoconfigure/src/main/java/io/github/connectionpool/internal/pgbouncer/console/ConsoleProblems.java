package io.github.connectionpool.internal.pgbouncer.console;

import java.util.Locale;

import io.github.connectionpool.internal.poll.Failures;
import io.github.connectionpool.internal.text.DurationText;

/**
 * Says why a console cannot be read and what to do about it. Immutable.
 */
final class ConsoleProblems {

	private static final int SHORTEST_SECRET = 4;

	private final ConsoleAddress address;

	private final ConsoleSettings settings;

	ConsoleProblems(ConsoleAddress address, ConsoleSettings settings) {
		this.address = address;
		this.settings = settings;
	}

	/** Whether nothing has come back in time: to try again at once would take as long. */
	static boolean isSilence(Throwable failure) {
		return Failures.isTimeout(failure)
				|| Failures.message(failure).toLowerCase(Locale.ROOT).contains("attempt timed out");
	}

	/** One sentence or two, without a password. */
	String of(Throwable failure) {
		String at = "PgBouncer at " + this.address.hosts();
		String message = withoutPassword(Failures.message(failure));
		String lower = message.toLowerCase(Locale.ROOT);
		String state = String.valueOf(Failures.sqlState(failure));
		if (isSilence(failure)) {
			return at + " did not answer within " + DurationText.exact(this.settings.timeout())
					+ ". Is it PgBouncer, does it run, and is it reachable from here?";
		}
		if (lower.contains("no suitable driver")) {
			return "There is no JDBC driver of PostgreSQL: add org.postgresql:postgresql to the application.";
		}
		if (lower.contains("authentication failed") || lower.contains("no such user") || lower.contains("auth failed")
				|| lower.contains("no password was provided") || lower.contains("password is an empty string")) {
			return at + " refuses " + user() + ": check connectionpool.pgbouncer.user and .password. It said: "
					+ message;
		}
		if (lower.contains("not allowed")) {
			return at + " does not let " + user() + " use the console: add the user to its stats_users. It said: "
					+ message;
		}
		if (lower.contains("does not exist") || lower.contains("unrecognized configuration parameter")) {
			return "The server that answers at " + this.address.hosts()
					+ " is not PgBouncer: connectionpool.pgbouncer.url has to have the port of PgBouncer. It said: "
					+ message;
		}
		if (lower.contains("no more connections allowed")) {
			return at + " takes no more clients: its max_client_conn is reached. It said: " + message;
		}
		if (state.equals("08001") || state.startsWith("08006")) {
			return at + " cannot be reached: " + message;
		}
		return at + " could not be read: " + message;
	}

	private String user() {
		return (this.settings.user() != null) ? "the user " + this.settings.user() : "the user of the URL";
	}

	private String withoutPassword(String message) {
		String password = this.settings.password();
		// a shorter one would be found in words that have nothing to do with it
		return (password != null && password.length() >= SHORTEST_SECRET) ? message.replace(password, "***") : message;
	}

}

package io.github.connectionpool.evaluation.approach;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import org.jspecify.annotations.Nullable;

/**
 * Puts failures into kinds that can be counted.
 */
final class Failure {

	/** The request was older than a client waits when a thread came to serve it. */
	static final String NO_THREAD = "no thread in time";

	/** It was still under way long after the end of the run. */
	static final String UNFINISHED = "not finished";

	private Failure() {
	}

	/**
	 * The kind of a failure.
	 * @param ex the exception
	 * @return few words; the server's own if it has said why
	 */
	static String kind(SQLException ex) {
		if (!(ex instanceof SQLTransientConnectionException)) {
			return text(ex);
		}
		SQLException cause = cause(ex);
		return "no connection in time" + ((cause != null) ? " (" + text(cause) + ")" : "");
	}

	private static @Nullable SQLException cause(SQLException ex) {
		return (ex.getCause() instanceof SQLException cause) ? cause : null;
	}

	private static String text(SQLException ex) {
		String message = String.valueOf(ex.getMessage()).lines().findFirst().orElse("");
		return ex.getSQLState() + " " + message;
	}

}

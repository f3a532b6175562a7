package io.github.connectionpool.internal.outage;

import java.sql.SQLException;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.sql.JdbcUrl;
import io.github.connectionpool.internal.text.PlainText;

/**
 * Renders an exception for people: on one line, without passwords, of bounded length.
 */
public final class FailureText {

	private static final int MOST_CHARACTERS = 300;

	/** A value in quotes may contain blanks, and a quote that is doubled or escaped. */
	private static final Pattern SECRETS = Pattern.compile("(?i)((?:password|pwd|secret)[\"']?\\s*[=:]\\s*)"
			+ "(?:(?:'[^']*+'?+)++|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"?+|[^&;,\\s]+)");

	private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]*@");

	private FailureText() {
	}

	/**
	 * The message of an exception.
	 * @param failure the exception
	 * @return one line, with the SQLSTATE if there is one, cut off if it is long
	 */
	public static String of(Throwable failure) {
		String message = (failure.getMessage() != null) ? failure.getMessage() : failure.getClass().getName();
		message = USER_INFO.matcher(SECRETS.matcher(JdbcUrl.maskIn(message)).replaceAll("$1***")).replaceAll("//***@");
		message = PlainText.of(message).replaceAll("\\s+", " ").trim();
		if (message.length() > MOST_CHARACTERS) {
			message = PlainText.cut(message, MOST_CHARACTERS) + "...";
		}
		String state = sqlState(failure);
		return (state != null) ? message + " (SQLSTATE " + state + ")" : message;
	}

	/**
	 * The SQLSTATE of an exception.
	 * @param failure the exception
	 * @return five characters as a rule, null if there is none
	 */
	public static @Nullable String sqlState(Throwable failure) {
		return (failure instanceof SQLException sql) ? sql.getSQLState() : null;
	}

}

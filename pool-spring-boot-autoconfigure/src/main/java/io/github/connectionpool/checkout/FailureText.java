package io.github.connectionpool.checkout;

import java.sql.SQLException;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Words an exception for people: on one line, without passwords, bounded.
 */
public final class FailureText {

	private static final int MOST_CHARACTERS = 300;

	private static final Pattern SECRETS = Pattern.compile("(?i)((?:password|pwd|secret)\\s*[=:]\\s*)[^&;,\\s]+");

	private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]*@");

	/** Line breaks and controls, those of the writing direction too, forge lines. */
	private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

	private FailureText() {
	}

	/**
	 * The message of an exception.
	 * @param failure the exception
	 * @return one line, with the SQLSTATE if there is one, cut off if it is long
	 */
	public static String of(Throwable failure) {
		String message = (failure.getMessage() != null) ? failure.getMessage() : failure.getClass().getName();
		message = USER_INFO.matcher(SECRETS.matcher(message).replaceAll("$1***")).replaceAll("//***@");
		message = BLANKS.matcher(message).replaceAll(" ").trim();
		if (message.length() > MOST_CHARACTERS) {
			int end = Character.isHighSurrogate(message.charAt(MOST_CHARACTERS - 1)) ? MOST_CHARACTERS - 1
					: MOST_CHARACTERS;
			message = message.substring(0, end) + "...";
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

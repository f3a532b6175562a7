package io.github.connectionpool.internal.sql;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDBC URL as it may be shown. A malformed URL may have a secret anywhere, so that
 * nothing is taken out of it: shown are only parts that hold none. Stateless, safe for
 * any thread.
 */
public final class ShownUrl {

	private static final String HIDDEN = "…";

	private static final Pattern PRODUCT = Pattern.compile("^jdbc:[a-z0-9]+:", Pattern.CASE_INSENSITIVE);

	private static final String HOST = "(?:[a-z0-9._-]+|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?";

	/** Hosts with their ports, and the name of a database. */
	private static final Pattern PLACE = Pattern.compile("//(?:" + HOST + "(?:," + HOST + ")*)?(?:/[a-z0-9_-]*)?",
			Pattern.CASE_INSENSITIVE);

	/** In a message, where it cannot be told where a URL with a blank in it ends. */
	private static final Pattern IN_TEXT = Pattern.compile("jdbc:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private ShownUrl() {
	}

	/**
	 * What may be shown of a URL.
	 * @param url any text
	 * @return the product, and hosts and database where it is certain that they are such;
	 * the rest is an ellipsis
	 */
	public static String of(String url) {
		String given = url.trim();
		Matcher product = PRODUCT.matcher(given);
		if (!product.find()) {
			return HIDDEN;
		}
		String rest = given.substring(product.end());
		int end = endOfPlace(rest);
		String place = rest.substring(0, end);
		boolean safe = PLACE.matcher(place).matches() && !mayNameUser(rest);
		String shown = safe ? place : (place.startsWith("//") ? "//" : "") + HIDDEN;
		return product.group() + shown + ((safe && end < rest.length()) ? rest.charAt(end) + HIDDEN : "");
	}

	/**
	 * A message without what must not be shown of the URLs in it.
	 * @param message any text
	 * @return the message up to the first URL, and what may be shown of that
	 */
	public static String in(String message) {
		Matcher url = IN_TEXT.matcher(message);
		return url.find() ? message.substring(0, url.start()) + of(url.group()) : message;
	}

	private static int endOfPlace(String rest) {
		for (int i = 0; i < rest.length(); i++) {
			if (rest.charAt(i) == '?' || rest.charAt(i) == ';') {
				return i;
			}
		}
		return rest.length();
	}

	/** Before what would then be no host, however it is encoded. */
	private static boolean mayNameUser(String rest) {
		return rest.indexOf('@') >= 0 || rest.toLowerCase(Locale.ROOT).contains("%40")
				|| rest.toLowerCase(Locale.ROOT).contains("%2540");
	}

}

package io.github.connectionpool.pgbouncer;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The database that a JDBC URL of PostgreSQL names.
 */
final class JdbcDatabase {

	private static final Pattern URL = Pattern.compile("jdbc:(?:[\\w-]+:)*postgresql://[^/?]*/([^?/]+)(?:\\?.*)?",
			Pattern.DOTALL);

	private JdbcDatabase() {
	}

	/** Null if the URL names none, or is another product's. */
	static @Nullable String nameIn(@Nullable String url) {
		Matcher matcher = (url != null) ? URL.matcher(url) : null;
		if (matcher == null || !matcher.matches()) {
			return null;
		}
		try {
			return URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return matcher.group(1);
		}
	}

}

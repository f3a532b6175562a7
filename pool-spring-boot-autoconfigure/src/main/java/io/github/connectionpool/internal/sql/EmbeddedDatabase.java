package io.github.connectionpool.internal.sql;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Tells a database that runs within the application, in memory or in a file, from one
 * that is reached by network. Spring Boot's {@code EmbeddedDatabaseConnection} knows
 * those in memory only. Stateless, safe for any thread.
 */
public final class EmbeddedDatabase {

	/** The driver may stand behind one that looks on. */
	private static final Pattern URL = Pattern
		.compile("^jdbc:(?:(?:p6spy|otel|log4jdbc|aws-wrapper):)?(?:h2|hsqldb|derby|sqlite|duckdb):"
				+ "(?!//|tcp:|ssl:|hsqls?:|https?:)", Pattern.CASE_INSENSITIVE);

	private EmbeddedDatabase() {
	}

	/**
	 * Whether a URL is one of an embedded database.
	 * @param jdbcUrl the URL, however odd; null if it is not known
	 * @return false if it is not known
	 */
	public static boolean isEmbedded(@Nullable String jdbcUrl) {
		return jdbcUrl != null && URL.matcher(jdbcUrl.trim()).find();
	}

}

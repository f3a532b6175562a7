package io.github.connectionpool.internal.sql;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The beginning of a JDBC URL, up to what only the driver understands. Drivers that wrap
 * another one put their name before that of the product. Immutable.
 *
 * @param text the beginning in lower case, as far as it may be shown; empty if nothing
 * may be
 * @param end the index after the beginning
 * @param product the product
 * @param driver the driver, null if it is not known
 * @param namesHost whether the driver connects to the host in the URL
 */
record JdbcScheme(String text, int end, DatabaseProduct product, @Nullable JdbcDriver driver, boolean namesHost) {

	private static final int LONGEST_NAME = 40;

	private static final int MOST_WRAPPERS = 4;

	private static final Set<String> STARTS = Set.of("jdbc", "jdbc-secretsmanager");

	private static final Set<String> WRAPPERS = Set.of("p6spy", "otel", "tracing", "log4jdbc", "aws-wrapper", "tc",
			"cloudsql");

	/** These find the server by other means than the host in the URL. */
	private static final Set<String> WITHOUT_HOST = Set.of("tc", "cloudsql");

	/** How a driver uses several hosts; follows the product. */
	private static final Set<String> MODES = Set.of("replication", "loadbalance", "load-balance-read", "sequential",
			"failover", "aurora", "aws");

	/** Names of container images with PostgreSQL in them. */
	private static final Set<String> POSTGRESQL_IMAGES = Set.of("postgis", "timescaledb", "pgvector");

	private static final JdbcScheme NONE = new JdbcScheme("", 0, DatabaseProduct.OTHER, null, true);

	/**
	 * Reads the beginning of any text. A wrapper that is not known is passed over only if
	 * a product and a host follow.
	 */
	static JdbcScheme of(String url) {
		String start = name(url, 0);
		if (start == null || !STARTS.contains(start)) {
			return NONE;
		}
		int at = start.length() + 1;
		boolean known = true;
		boolean namesHost = true;
		boolean container = false;
		for (int i = 0; i <= MOST_WRAPPERS; i++) {
			String name = name(url, at);
			if (name == null) {
				break;
			}
			int next = at + name.length() + 1;
			DatabaseProduct product = product(name, container);
			if (product != null) {
				int end = afterMode(url, next);
				boolean certain = known || url.startsWith("//", end);
				return certain ? new JdbcScheme(shown(url, end), container ? afterTag(url, next) : end, product,
						driver(name), namesHost) : other(url);
			}
			known &= WRAPPERS.contains(name);
			namesHost &= !WITHOUT_HOST.contains(name);
			container = name.equals("tc");
			at = next;
		}
		return other(url);
	}

	/** The first name is shown if it is one word, which is the product as a rule. */
	private static JdbcScheme other(String url) {
		int first = url.indexOf(':') + 1;
		String name = name(url, first);
		boolean word = name != null && name.chars().allMatch(Character::isLetterOrDigit);
		int end = (name != null && word) ? first + name.length() + 1 : 0;
		return new JdbcScheme(shown(url, end), end, DatabaseProduct.OTHER, null, true);
	}

	private static String shown(String url, int end) {
		return url.substring(0, end).toLowerCase(Locale.ROOT);
	}

	private static @Nullable DatabaseProduct product(String name, boolean container) {
		return switch (name) {
			case "pgsql" -> DatabaseProduct.POSTGRESQL;
			case "mysql+srv" -> DatabaseProduct.MYSQL;
			default -> (container && POSTGRESQL_IMAGES.contains(name)) ? DatabaseProduct.POSTGRESQL
					: DatabaseProduct.named(name);
		};
	}

	/** The name {@code pgsql} belongs to a driver whose properties are others. */
	private static @Nullable JdbcDriver driver(String name) {
		return switch (name) {
			case "postgresql", "postgis", "timescaledb", "pgvector" -> JdbcDriver.POSTGRESQL;
			case "mysql", "mysql+srv" -> JdbcDriver.MYSQL;
			case "mariadb" -> JdbcDriver.MARIADB;
			default -> null;
		};
	}

	private static int afterMode(String url, int at) {
		String mode = name(url, at);
		boolean known = mode != null && MODES.contains(mode) && url.startsWith("//", at + mode.length() + 1);
		return (mode != null && known) ? at + mode.length() + 1 : at;
	}

	/** After the tag of a container's image. */
	private static int afterTag(String url, int at) {
		int place = url.indexOf("//", at);
		return (place > at && url.indexOf(':', at) == place - 1) ? place : at;
	}

	/** The name at the index, in lower case; null if no colon follows a name. */
	private static @Nullable String name(String url, int at) {
		int end = at;
		while (end < url.length() && end - at <= LONGEST_NAME && isNamePart(url.charAt(end))) {
			end++;
		}
		boolean complete = end > at && end < url.length() && url.charAt(end) == ':';
		return complete ? url.substring(at, end).toLowerCase(Locale.ROOT) : null;
	}

	private static boolean isNamePart(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '+';
	}

}

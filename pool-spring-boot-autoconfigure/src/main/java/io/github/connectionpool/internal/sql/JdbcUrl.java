package io.github.connectionpool.internal.sql;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A JDBC URL, as all features read it. Any text is accepted; malformed and uncertain
 * parts are left out. The first {@value #LONGEST} characters are read. Immutable.
 */
public final class JdbcUrl {

	static final int LONGEST = 8192;

	private static final String HIDDEN = "…";

	private static final JdbcScheme UNKNOWN = new JdbcScheme("", 0, DatabaseProduct.UNKNOWN, null, true);

	private static final Pattern PLAIN_DATABASE = Pattern.compile("[a-z0-9_-]*", Pattern.CASE_INSENSITIVE);

	/** After one of these a URL names a server, whatever the product. */
	private static final Pattern SERVER = Pattern.compile("(?://|tcp:|ssl:|hsqls?:|https?:)", Pattern.CASE_INSENSITIVE);

	/** In a message it cannot be told where a URL with a blank in it ends. */
	private static final Pattern IN_TEXT = Pattern.compile("jdbc(?:-secretsmanager)?:.*",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private final JdbcScheme scheme;

	private final String rest;

	private final boolean complete;

	private JdbcUrl(JdbcScheme scheme, String rest, boolean complete) {
		this.scheme = scheme;
		this.rest = rest;
		this.complete = complete;
	}

	/**
	 * Read a URL.
	 * @param url any text, null if the URL is not known
	 * @return the URL; of the product {@link DatabaseProduct#UNKNOWN} for null
	 */
	public static JdbcUrl of(@Nullable String url) {
		if (url == null) {
			return new JdbcUrl(UNKNOWN, "", true);
		}
		String given = url.trim();
		String read = given.substring(0, Math.min(given.length(), LONGEST));
		JdbcScheme scheme = JdbcScheme.of(read);
		return new JdbcUrl(scheme, read.substring(scheme.end()), read.length() == given.length());
	}

	/**
	 * A message in which the URL is masked.
	 * @param message any text
	 * @return the text before the first URL, and the masked URL
	 */
	public static String maskIn(String message) {
		Matcher url = IN_TEXT.matcher(message);
		return url.find() ? message.substring(0, url.start()) + of(url.group()).masked() : message;
	}

	/**
	 * The product at the end of the URL, whatever drivers stand in between.
	 * @return the product
	 */
	public DatabaseProduct product() {
		return this.scheme.product();
	}

	/**
	 * Whether the server is PostgreSQL, so that PgBouncer may stand before it.
	 * @return whether the URL says so
	 */
	public boolean isPostgres() {
		return product() == DatabaseProduct.POSTGRESQL;
	}

	/**
	 * Whether the URL is one of the PostgreSQL JDBC driver itself.
	 * @return false if another driver wraps it
	 */
	public boolean isPostgresDriver() {
		return scheme().equals("jdbc:postgresql:");
	}

	/**
	 * Whether the server may be PostgreSQL.
	 * @return whether the URL says so or is not known
	 */
	public boolean mayBePostgres() {
		return isPostgres() || product() == DatabaseProduct.UNKNOWN;
	}

	/**
	 * Whether the database runs inside of the application, in memory or in a file.
	 * @return false if the URL is not known
	 */
	public boolean isEmbedded() {
		return product().isEmbeddable() && !SERVER.matcher(this.rest).lookingAt();
	}

	/**
	 * The driver that connects to the server, behind those that wrap it.
	 * @return the driver, null if its properties are not known
	 */
	public @Nullable JdbcDriver driver() {
		return this.scheme.driver();
	}

	/**
	 * The beginning of the URL, up to the product, in lower case.
	 * @return for example {@code jdbc:p6spy:postgresql:}; empty if there is no product
	 */
	public String scheme() {
		return this.scheme.text();
	}

	/**
	 * The hosts and ports as they stand in the URL.
	 * @return empty if there are none
	 */
	public String hosts() {
		int slash = hostsEnd();
		return (slash >= 0) ? this.rest.substring(2, slash) : "";
	}

	/**
	 * The first host.
	 * @return null if the URL names no hosts, if the host is malformed or may be a
	 * password, and if the driver reaches the server by other means
	 */
	public @Nullable JdbcHost host() {
		if (hostsEnd() < 0 || place().indexOf('@') >= 0 || !this.scheme.namesHost() || hasParameter("socketFactory")
				|| hasParameter("cloudSqlInstance")) {
			return null;
		}
		String hosts = hosts();
		int comma = hosts.indexOf(',');
		return JdbcHost.of((comma >= 0) ? hosts.substring(0, comma) : hosts);
	}

	/**
	 * The name of the database, after the hosts.
	 * @return the name as it stands in the URL, null if the URL names no hosts or no
	 * database
	 */
	public @Nullable String database() {
		String place = place();
		int slash = hostsEnd();
		return (slash >= 0 && slash < place.length()) ? place.substring(slash + 1) : null;
	}

	/**
	 * The value of a parameter, of the URL or beside it. Most drivers prefer the URL.
	 * @param name the name of the parameter
	 * @param properties the driver's properties beside the URL
	 * @return the value, null if it is not set
	 */
	public @Nullable String parameter(String name, Map<String, String> properties) {
		JdbcDriver driver = driver();
		boolean exact = driver == null || driver.isCaseSensitive();
		String beside = null;
		for (Map.Entry<String, String> property : properties.entrySet()) {
			if (exact ? property.getKey().equals(name) : property.getKey().equalsIgnoreCase(name)) {
				beside = property.getValue();
			}
		}
		if (beside != null && driver != null && driver.prefersProperties()) {
			return beside;
		}
		String value = JdbcParameters.value(parameters(), product().parameterSeparator(), name, exact);
		return (value != null) ? value : beside;
	}

	/**
	 * The URL as it may be shown. A malformed URL may have a password anywhere, so that
	 * only parts are shown that hold none.
	 * @return the scheme, and hosts and database where they are certain to be such; an
	 * ellipsis for the rest
	 */
	public String masked() {
		if (this.scheme.text().isEmpty()) {
			return HIDDEN;
		}
		int end = firstOf('?', ';');
		String place = this.rest.substring(0, end);
		boolean plain = this.complete && !mayNameUser() && isPlain(place);
		String shown = plain ? place : (place.startsWith("//") ? "//" : "") + HIDDEN;
		return this.scheme.text() + shown + ((plain && end < this.rest.length()) ? this.rest.charAt(end) + HIDDEN : "");
	}

	/**
	 * Whether hosts and database are nothing but such, so that they may be shown.
	 * @return false if the URL may hold a password before its parameters
	 */
	public boolean isPlain() {
		return this.complete && isPlain(place()) && !mayNameUser();
	}

	/**
	 * Whether a part of a URL is nothing but hosts and a database, so that it may be
	 * shown.
	 * @param place the part from the two slashes on, without parameters
	 * @return false if the part may hold a password
	 */
	public static boolean isPlain(String place) {
		if (!place.startsWith("//")) {
			return false;
		}
		int slash = place.indexOf('/', 2);
		String hosts = place.substring(2, (slash >= 0) ? slash : place.length());
		return (slash < 0 || PLAIN_DATABASE.matcher(place.substring(slash + 1)).matches())
				&& (hosts.isEmpty() || allPlain(hosts));
	}

	private static boolean allPlain(String hosts) {
		for (String host : hosts.split(",", -1)) {
			if (!JdbcHost.isPlain(host)) {
				return false;
			}
		}
		return true;
	}

	/** Before an at sign, however it is encoded. */
	private boolean mayNameUser() {
		String lower = this.rest.toLowerCase(Locale.ROOT);
		return lower.indexOf('@') >= 0 || lower.contains("%40") || lower.contains("%2540");
	}

	private boolean hasParameter(String name) {
		return JdbcParameters.value(parameters(), product().parameterSeparator(), name, true) != null;
	}

	/** Hosts and database: all that is before the parameters. */
	private String place() {
		char mark = product().parameterMark();
		return this.rest.substring(0, firstOf(mark, mark));
	}

	private String parameters() {
		char mark = product().parameterMark();
		return this.rest.substring(Math.min(firstOf(mark, mark) + 1, this.rest.length()));
	}

	/** The slash after the hosts, or the end if there is none; -1 without hosts. */
	private int hostsEnd() {
		String place = place();
		if (!place.startsWith("//")) {
			return -1;
		}
		int slash = place.indexOf('/', 2);
		return (slash >= 0) ? slash : place.length();
	}

	private int firstOf(char one, char other) {
		for (int i = 0; i < this.rest.length(); i++) {
			if (this.rest.charAt(i) == one || this.rest.charAt(i) == other) {
				return i;
			}
		}
		return this.rest.length();
	}

}

package io.github.connectionpool.internal.timeout;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.timeout.DriverTimeouts.Driver;

/**
 * The driver that a JDBC URL is for, and the parameters in it. Whatever is odd in a URL
 * is left out; nothing fails.
 *
 * @param driver the driver
 * @param parameters by name, for the drivers that do not mind the case in lower case
 */
record JdbcUrl(Driver driver, Map<String, String> parameters) {

	/** The driver may stand behind one that looks on. */
	private static final Pattern SCHEME = Pattern
		.compile("^jdbc:(?:p6spy:|otel:|aws-wrapper:)?(postgresql|mysql|mariadb)[:+]", Pattern.CASE_INSENSITIVE);

	static @Nullable JdbcUrl parse(@Nullable String url) {
		Matcher scheme = SCHEME.matcher((url != null) ? url : "");
		if (url == null || !scheme.find()) {
			return null;
		}
		Driver driver = Driver.valueOf(scheme.group(1).toUpperCase(Locale.ROOT));
		Map<String, String> parameters = new HashMap<>();
		int start = url.indexOf('?');
		if (start >= 0) {
			for (String parameter : url.substring(start + 1).split("&", -1)) {
				int equals = parameter.indexOf('=');
				if (equals > 0) {
					parameters.put(key(driver, decode(parameter.substring(0, equals))),
							decode(parameter.substring(equals + 1)));
				}
			}
		}
		return new JdbcUrl(driver, parameters);
	}

	/** What a parameter is set to, here or beside the URL; null if it is not set. */
	@Nullable String value(String name, Map<String, String> properties) {
		String inUrl = this.parameters.get(key(this.driver, name));
		String beside = null;
		for (Map.Entry<String, String> property : properties.entrySet()) {
			if (key(this.driver, property.getKey()).equals(key(this.driver, name))) {
				beside = property.getValue();
			}
		}
		// only with MySQL's driver do the properties win over the URL
		boolean besideWins = inUrl == null || (this.driver == Driver.MYSQL && beside != null);
		return besideWins ? beside : inUrl;
	}

	/** Only pgjdbc minds the case. */
	private static String key(Driver driver, String name) {
		return (driver == Driver.POSTGRESQL) ? name : name.toLowerCase(Locale.ROOT);
	}

	private static String decode(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

}

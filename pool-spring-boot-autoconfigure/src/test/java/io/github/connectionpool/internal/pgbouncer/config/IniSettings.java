package io.github.connectionpool.internal.pgbouncer.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a generated file as PgBouncer does.
 */
final class IniSettings {

	private IniSettings() {
	}

	/** The values of a section. */
	static Map<String, String> section(String ini, String name) {
		Map<String, String> values = new LinkedHashMap<>();
		String section = "";
		for (String line : ini.split("\n", -1)) {
			if (line.startsWith("[")) {
				section = line.substring(1, line.length() - 1);
			}
			else if (section.equals(name) && !line.isEmpty() && !line.startsWith(";")) {
				int equals = line.indexOf('=');
				values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
			}
		}
		return values;
	}

	/** The comment before a value. */
	static String comment(String ini, String key) {
		String before = ini.substring(0, ini.indexOf("\n" + key + " = "));
		return before.substring(before.lastIndexOf("\n\n") + 2).replace("\n;", "");
	}

}

package io.github.connectionpool.evaluation.detector;

import java.util.Locale;

/**
 * What the starter takes away from its holder.
 */
public enum Reclaim {

	/** Nothing, which is the default. */
	NEVER,

	/** Connections that can no longer be reached. */
	UNREACHABLE,

	/** All that is {@code LEAKED}. */
	LEAKED;

	/**
	 * The value of the property.
	 * @return in lower case
	 */
	public String value() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Read the value of the property.
	 * @param value in any case
	 * @return the constant
	 */
	public static Reclaim of(String value) {
		return valueOf(value.toUpperCase(Locale.ROOT));
	}

}

package io.github.connectionpool.internal.pool;

import org.jspecify.annotations.Nullable;

/**
 * The source of a pool's maximum, and the property that changes it. Immutable.
 *
 * @param connections the maximum that was chosen, null if it is not known or has no limit
 * @param origin a clause that names its source, empty if it is unknown
 * @param property whole name of the property that changes it, null if no property does
 */
public record PoolMaximum(@Nullable Integer connections, String origin, @Nullable String property) {

	/** Nothing is known. */
	public static final PoolMaximum UNKNOWN = new PoolMaximum(null, "", null);

	/**
	 * The source of the maximum, for each text about a full pool.
	 * @param now the maximum that the pool has now, null if it tells none
	 * @return a sentence, or two if the maximum has been changed since; empty if nothing
	 * is known
	 */
	public String sentence(@Nullable Integer now) {
		if (this.origin.isEmpty()) {
			return "";
		}
		String known = this.origin + ((this.property != null) ? "; " + this.property + " changes it." : ".");
		if (this.connections == null || now == null || now.equals(this.connections)) {
			return known;
		}
		return "The maximum was changed to " + now + " in code or while the application ran. Before: " + known;
	}

}

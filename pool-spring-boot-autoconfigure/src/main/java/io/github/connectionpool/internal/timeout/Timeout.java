package io.github.connectionpool.internal.timeout;

import java.time.Duration;
import java.util.Comparator;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.text.DurationText;

/**
 * One timeout that is in force, or missing. Immutable.
 *
 * @param name as it is named where it is set: the full property where its prefix is
 * known, else the setting's own name
 * @param layer the component that enforces it
 * @param value the time, zero if there is no limit
 * @param source how the value came about
 * @param note why the value does not mean what it seems to, null if it does
 */
public record Timeout(String name, Layer layer, Duration value, Source source, @Nullable String note) {

	/** From the fastest to the slowest; timeouts without a limit come last. */
	public static final Comparator<Timeout> FASTEST_FIRST = Comparator.comparing(Timeout::isUnlimited)
		.thenComparing(Timeout::value)
		.thenComparing(Timeout::layer)
		.thenComparing(Timeout::name);

	/** The component that enforces a timeout, from the application outwards. */
	public enum Layer {

		/** The connection pool. */
		POOL,

		/** Spring. */
		SPRING,

		/** The JDBC driver. */
		DRIVER,

		/** A PgBouncer between the pool and the server. */
		PGBOUNCER,

		/** The database server. */
		SERVER

	}

	/** How a value came about. */
	public enum Source {

		/** It differs from what its product starts with. */
		SET,

		/**
		 * It equals the product's default, whether or not it was configured.
		 */
		DEFAULT,

		/** There is none because none was set. */
		NOT_SET

	}

	/**
	 * Whether it never ends anything.
	 * @return whether there is no limit
	 */
	public boolean isUnlimited() {
		return this.value.isZero();
	}

	/**
	 * The value for a person.
	 * @return for example {@code 30 s}, or {@code no limit}
	 */
	public String valueText() {
		return isUnlimited() ? "no limit" : DurationText.exact(this.value);
	}

	/** Name and value, as evidence names them. */
	String named() {
		return this.name + " (" + valueText() + ")";
	}

}

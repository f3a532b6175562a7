package io.github.connectionpool.internal.pool;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A timeout of a pool that can still be set. Not thread-safe: for the time before the
 * pool starts.
 *
 * @param kind which it is
 * @param properties the properties that set it, below the prefix of the pool; the first
 * is the one to advise
 * @param value what it is, zero if there is no limit
 * @param isDefault whether it equals the product's default, so that it was probably not
 * set in code
 * @param setter sets it
 */
public record PoolTimeout(Kind kind, List<String> properties, Duration value, boolean isDefault,
		Consumer<Duration> setter) {

	/** Which timeout. */
	public enum Kind {

		/** How long a borrower waits. */
		CONNECTION,

		/** How long the validation of a connection may take. */
		VALIDATION,

		/** After which time an idle connection may be closed. */
		IDLE,

		/** After which age a connection is replaced. */
		MAX_LIFETIME,

		/** How often an idle connection is used. */
		KEEPALIVE

	}

	/**
	 * Set it.
	 * @param value above zero
	 */
	public void set(Duration value) {
		this.setter.accept(value);
	}

}

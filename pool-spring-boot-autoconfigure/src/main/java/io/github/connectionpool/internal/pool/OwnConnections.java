package io.github.connectionpool.internal.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

/**
 * Opens connections in the same way as a pool, for the caller alone, so that no borrower
 * has to do without one. Must be thread-safe.
 */
@FunctionalInterface
public interface OwnConnections {

	/** Of a pool of which it is not known how it connects. */
	OwnConnections UNKNOWN = (limits) -> null;

	/**
	 * Open one.
	 * @param limits properties of the driver, which win over those that the pool gives
	 * it; what the URL says wins over both
	 * @return the connection, to be closed by the caller; null if it is not known how
	 * @throws SQLException if the server cannot be reached or refuses
	 */
	@Nullable Connection open(Properties limits) throws SQLException;

}

package io.github.connectionpool.spi;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.report.ConnectionCounts;

/**
 * Teaches the starter a product of connection pools. A bean of this type is asked before
 * the products that the starter knows itself, several beans in their
 * {@linkplain org.springframework.core.annotation.Order order}. The first product that
 * supports the class of a data source reads it.
 *
 * <p>
 * Only {@link #supports} and {@link #counts} have to be implemented. The starter calls
 * {@link #counts}, {@link #describe} and {@link #isSuspended} on a thread of its own,
 * about once a second for each pool, with one call for a pool at a time. It calls
 * {@link #supports}, {@link #maximum} and {@link #setMaximum} while the bean of the data
 * source is made. It calls no method on a thread that borrows or returns a connection.
 *
 * <p>
 * No method may borrow a connection, start a pool, or wait. A reading that takes longer
 * than 500 ms is given up, and no other is begun before it ends. The first exception,
 * null or forbidden value of each method is logged with the name of the class, and the
 * application goes on. The starter then counts the connections itself. Implementations
 * must be thread-safe.
 *
 * <p>
 * The bean is made before the first data source. It must not depend on a data source.
 *
 * @since 0.1.0
 */
public interface PoolProduct {

	/**
	 * Whether the data sources of a class are pools of this product.
	 * @param type class of a data source, or of a proxy that extends it
	 * @return the same answer each time for the same class
	 */
	boolean supports(Class<?> type);

	/**
	 * Counts the connections of a pool.
	 * @param pool a data source of a class that this product {@linkplain #supports
	 * supports}
	 * @return the counts now; no count is negative, the maximum is at least 1 and null if
	 * there is no limit
	 */
	ConnectionCounts counts(DataSource pool);

	/**
	 * Describes a pool: its name, its URL, its timeouts.
	 * @param pool a data source of a class that this product {@linkplain #supports
	 * supports}
	 * @return the description; nothing is known by default
	 */
	default PoolDescription describe(DataSource pool) {
		return PoolDescription.EMPTY;
	}

	/**
	 * Whether a pool was suspended, so that it lends no connection until it is resumed.
	 * @param pool a data source of a class that this product {@linkplain #supports
	 * supports}
	 * @return false by default
	 */
	default boolean isSuspended(DataSource pool) {
		return false;
	}

	/**
	 * Removes a borrowed connection from its pool. The starter has cut it off before by
	 * {@link Connection#abort}. The pool may close it now or mark it, so that its return
	 * closes it; it must not lend it again, and its slot must become free. The default
	 * closes the connection, after which the pool has to notice that it is broken.
	 * @param pool a data source of a class that this product {@linkplain #supports
	 * supports}
	 * @param connection a connection as the pool lent it
	 * @throws SQLException if the pool keeps the connection
	 */
	default void evict(DataSource pool, Connection connection) throws SQLException {
		connection.close();
	}

	/**
	 * Tells the maximum of a pool whose maximum can be set now.
	 * @param pool a data source of a class that this product {@linkplain #supports
	 * supports}, which may not have started
	 * @return the maximum; null, the default, if it cannot be set
	 */
	default @Nullable Maximum maximum(DataSource pool) {
		return null;
	}

	/**
	 * Sets the maximum of a pool. Called only after {@link #maximum} has told one, and
	 * only for a pool whose maximum the application has not set.
	 * @param pool a data source of a class that this product {@linkplain #supports
	 * supports}
	 * @param connections at least 1, and at least the {@linkplain Maximum#minimum
	 * minimum}
	 */
	default void setMaximum(DataSource pool, int connections) {
		throw new UnsupportedOperationException(
				"A product that tells a maximum must be able to set it: implement setMaximum(DataSource, int)");
	}

	/**
	 * The maximum of a pool that has not started. Immutable.
	 *
	 * @param property the property that sets it, below the prefix that the data source is
	 * bound to, as {@code maximum-pool-size}
	 * @param connections the most connections, {@link Integer#MAX_VALUE} if there is no
	 * limit
	 * @param isDefault whether it is the default of the product, so that the application
	 * does not seem to have set it
	 * @param minimum how many connections the application wants kept, zero if that is the
	 * default of the product
	 */
	record Maximum(String property, int connections, boolean isDefault, int minimum) {

		/**
		 * Create.
		 * @param property the property that sets it
		 * @param connections the most connections
		 * @param isDefault whether it is the default of the product
		 * @param minimum how many connections the application wants kept
		 * @throws IllegalArgumentException if the property is blank, or a number is too
		 * small
		 */
		public Maximum {
			if (property.isBlank() || connections < 1 || minimum < 0) {
				throw new IllegalArgumentException("A Maximum has the name of a property, at least 1 connection and a"
						+ " minimum of at least 0: property '" + property + "', connections " + connections
						+ ", minimum " + minimum);
			}
		}

	}

}

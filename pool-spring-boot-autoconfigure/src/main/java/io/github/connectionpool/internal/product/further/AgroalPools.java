package io.github.connectionpool.internal.product.further;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.agroal.api.AgroalDataSource;
import io.agroal.pool.ConnectionHandler;
import io.agroal.pool.ConnectionPool;
import io.agroal.pool.Pool;
import io.agroal.pool.wrapper.ConnectionWrapper;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

import io.github.connectionpool.internal.pool.CountsUnknownException;
import io.github.connectionpool.report.ConnectionCounts;

/**
 * Reads the pool behind an Agroal data source. Agroal counts in its metrics only, and
 * only where the user has enabled them, so the states of its connections are counted.
 * Thread-safe.
 */
final class AgroalPools {

	private static final Set<String> BORROWED = Set.of("CHECKED_OUT", "FLUSH");

	private static final @Nullable Field POOL = field(io.agroal.pool.DataSource.class, null, Pool.class);

	private static final @Nullable Field CONNECTIONS = field(ConnectionPool.class, "allConnections", null);

	private static final @Nullable Field STATE = field(ConnectionHandler.class, "state", null);

	private static final @Nullable Field HANDLER = field(ConnectionWrapper.class, null, ConnectionHandler.class);

	private final AgroalDataSource agroal;

	AgroalPools(AgroalDataSource agroal) {
		this.agroal = agroal;
	}

	ConnectionCounts read(int max, int min) {
		Pool pool = pool(this.agroal);
		if (pool == null || CONNECTIONS == null || STATE == null || !(pool instanceof ConnectionPool)) {
			throw new CountsUnknownException(
					"The Agroal data source " + this.agroal.getClass().getName() + " does not tell its connections");
		}
		int active = 0;
		int idle = 0;
		for (Object connection : (List<?>) Objects.requireNonNull(ReflectionUtils.getField(CONNECTIONS, pool))) {
			String state = String.valueOf(ReflectionUtils.getField(STATE, connection));
			if (BORROWED.contains(state)) {
				active++;
			}
			else {
				idle++;
			}
		}
		return new ConnectionCounts(active, idle, max, min, (int) pool.awaitingCount());
	}

	/** Has the pool close a borrowed connection when it comes back. */
	static void markForFlush(Connection connection) {
		if (HANDLER != null && connection instanceof ConnectionWrapper
				&& ReflectionUtils.getField(HANDLER, connection) instanceof ConnectionHandler handler) {
			handler.setFlushOnly();
		}
	}

	/** Of a wrapper, as a Spring bean of Agroal's, that of its delegate. */
	private static @Nullable Pool pool(AgroalDataSource agroal) {
		if (agroal instanceof io.agroal.pool.DataSource) {
			return (POOL != null) ? (Pool) ReflectionUtils.getField(POOL, agroal) : null;
		}
		Field delegate = field(agroal.getClass(), null, AgroalDataSource.class);
		Object target = (delegate != null) ? ReflectionUtils.getField(delegate, agroal) : null;
		return (target instanceof io.agroal.pool.DataSource known) ? pool(known) : null;
	}

	private static @Nullable Field field(Class<?> owner, @Nullable String name, @Nullable Class<?> type) {
		Field field = ReflectionUtils.findField(owner, name, type);
		if (field != null) {
			ReflectionUtils.makeAccessible(field);
		}
		return field;
	}

}

package io.github.connectionpool.internal.jdbc.hikari;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The private field of a HikariCP data source that refers to its started pool. Spring
 * Boot reads it as well.
 */
final class PoolField {

	static final String NAME = "pool";

	private static final Log logger = LogFactory.getLog(PoolField.class);

	private static final @Nullable VarHandle FIELD = field();

	private PoolField() {
	}

	private static @Nullable VarHandle field() {
		try {
			return MethodHandles.privateLookupIn(HikariDataSource.class, MethodHandles.lookup())
				.findVarHandle(HikariDataSource.class, NAME, HikariPool.class);
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			logger.debug("A pool that is kept by the code that made it starts a pool of its own", ex);
			return null;
		}
	}

	/** Let a data source that has not started use the pool of one that has. */
	static void share(HikariDataSource started, HikariDataSource other) {
		if (FIELD != null && FIELD.getVolatile(started) != null) {
			FIELD.compareAndSet(other, null, FIELD.getVolatile(started));
		}
	}

}

package io.github.connectionpool.internal.pooler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL's driver knows of a connection without asking the server. The driver
 * may be of any class loader, or not be there at all. Thread-safe.
 */
final class PgDriver {

	private static final String TYPE = "org.postgresql.PGConnection";

	private static final ClassValue<PgDriver> DRIVERS = new ClassValue<>() {

		@Override
		protected PgDriver computeValue(Class<?> connectionType) {
			return new PgDriver(connectionType.getClassLoader());
		}

	};

	private static final MethodType CONNECTION_TO_PID = MethodType.methodType(Integer.class, Connection.class);

	private static final MethodType CONNECTION_TO_MAP = MethodType.methodType(Map.class, Connection.class);

	/** Null where the driver is not visible. */
	private final @Nullable Class<?> type;

	private final @Nullable MethodHandle backendPid;

	private final @Nullable MethodHandle parameterStatuses;

	private PgDriver(@Nullable ClassLoader loader) {
		Class<?> type = null;
		MethodHandle pid = null;
		MethodHandle statuses = null;
		try {
			type = Class.forName(TYPE, false, loader);
			MethodHandles.Lookup lookup = MethodHandles.publicLookup();
			pid = lookup.findVirtual(type, "getBackendPID", MethodType.methodType(int.class)).asType(CONNECTION_TO_PID);
			statuses = lookup.findVirtual(type, "getParameterStatuses", MethodType.methodType(Map.class))
				.asType(CONNECTION_TO_MAP);
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			// not there, or so old that it lacks one of them
		}
		this.type = type;
		this.backendPid = pid;
		this.parameterStatuses = statuses;
	}

	/** The driver's object below those of a pool, null if it is not this driver's. */
	static @Nullable Connection physical(Connection connection) {
		try {
			PgDriver driver = of(connection);
			return (driver != null) ? driver.unwrap(connection) : null;
		}
		catch (SQLException | RuntimeException | LinkageError ex) {
			return null;
		}
	}

	static @Nullable Integer backendPid(Connection connection) {
		return (Integer) call(connection, (driver) -> driver.backendPid);
	}

	static @Nullable Map<?, ?> parameterStatuses(Connection connection) {
		return (Map<?, ?>) call(connection, (driver) -> driver.parameterStatuses);
	}

	private interface Method {

		@Nullable MethodHandle of(PgDriver driver);

	}

	private static @Nullable Object call(Connection connection, Method method) {
		try {
			PgDriver driver = of(connection);
			MethodHandle handle = (driver != null) ? method.of(driver) : null;
			Connection physical = (driver != null) ? driver.unwrap(connection) : null;
			return (handle != null && physical != null) ? handle.invoke(physical) : null;
		}
		catch (Throwable ex) {
			// it was closed meanwhile, or is of a kind that tells nothing
			return null;
		}
	}

	private @Nullable Connection unwrap(Connection connection) throws SQLException {
		if (this.type == null) {
			return null;
		}
		if (this.type.isInstance(connection)) {
			return connection;
		}
		return connection.isWrapperFor(this.type) ? (Connection) connection.unwrap(this.type) : null;
	}

	/** Seen from the connection, else from what a pool's connection stands for. */
	private static @Nullable PgDriver of(Connection connection) throws SQLException {
		PgDriver driver = DRIVERS.get(connection.getClass());
		if (driver.type != null) {
			return driver;
		}
		Connection inner = connection.unwrap(Connection.class);
		driver = (inner != null) ? DRIVERS.get(inner.getClass()) : driver;
		return (driver.type != null) ? driver : null;
	}

}

package io.github.connectionpool.internal.server;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Map;

import org.jspecify.annotations.NullMarked;
import org.postgresql.PGConnection;

/**
 * Makes connections of PostgreSQL's driver that know what they were told.
 */
@NullMarked
public final class FakePgConnection {

	private FakePgConnection() {
	}

	public static Connection told(int pid, Map<String, String> parameters) {
		return (Connection) Proxy.newProxyInstance(FakePgConnection.class.getClassLoader(),
				new Class<?>[] { Connection.class, PGConnection.class }, (proxy, method, arguments) -> {
					if (method.getDeclaringClass() == Object.class) {
						return method.getName().equals("hashCode") ? System.identityHashCode(proxy)
								: (Object) (proxy == arguments[0]);
					}
					return method.getName().equals("getBackendPID") ? (Object) pid : parameters;
				});
	}

}

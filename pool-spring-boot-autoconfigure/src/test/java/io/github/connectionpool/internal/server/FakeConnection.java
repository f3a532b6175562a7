package io.github.connectionpool.internal.server;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pool.OwnConnections;

/**
 * A connection without auto-commit that notes what is done with it.
 */
@NullMarked
public final class FakeConnection {

	final List<String> calls = new CopyOnWriteArrayList<>();

	private String product = "PostgreSQL";

	private SQLException statementFailure = new SQLException("cut off", "08006");

	private @Nullable String failing;

	/** Of another product. */
	FakeConnection product(String product) {
		this.product = product;
		return this;
	}

	/** How statements fail. */
	FakeConnection statementsFailWith(SQLException failure) {
		this.statementFailure = failure;
		return this;
	}

	/** A call that fails as well. */
	public FakeConnection failsAt(String call) {
		this.failing = call;
		return this;
	}

	/** Opens it. */
	OwnConnections opened() {
		return (limits) -> {
			this.calls.add("opened");
			return connection();
		};
	}

	public Connection connection() {
		InvocationHandler handler = (proxy, method, arguments) -> {
			boolean plain = arguments == null || method.getName().equals("abort");
			String call = method.getName() + (plain ? "" : "(" + arguments[arguments.length - 1] + ")");
			if (call.equals(this.failing)) {
				throw new SQLException("it fails at " + call);
			}
			return switch (method.getName()) {
				case "getAutoCommit" -> false;
				case "getMetaData" -> metaData();
				case "createStatement" -> throw this.statementFailure;
				default -> {
					this.calls.add(call);
					yield null;
				}
			};
		};
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				handler);
	}

	private DatabaseMetaData metaData() {
		InvocationHandler handler = (proxy, method, arguments) -> this.product;
		return (DatabaseMetaData) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { DatabaseMetaData.class }, handler);
	}

}

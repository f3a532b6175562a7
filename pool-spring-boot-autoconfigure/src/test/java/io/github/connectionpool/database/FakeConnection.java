package io.github.connectionpool.database;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;

import javax.sql.DataSource;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * A connection without auto-commit and with a network timeout of 7 ms that notes what is
 * done with it.
 */
@NullMarked
final class FakeConnection {

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
	FakeConnection failsAt(String call) {
		this.failing = call;
		return this;
	}

	/** Lends it, and does something then. */
	DataSource lentWith(Runnable whenLent) {
		return new FakeDataSource() {

			@Override
			public Connection getConnection() {
				FakeConnection.this.calls.add("lent");
				whenLent.run();
				return connection();
			}

		};
	}

	Connection connection() {
		InvocationHandler handler = (proxy, method, arguments) -> {
			String call = method.getName() + ((arguments != null) ? "(" + arguments[arguments.length - 1] + ")" : "");
			if (call.equals(this.failing)) {
				throw new SQLException("it fails at " + call);
			}
			return switch (method.getName()) {
				case "getNetworkTimeout" -> 7;
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

	/** What is never asked of it. */
	abstract static class FakeDataSource implements DataSource {

		@Override
		public Connection getConnection(String user, String password) throws SQLException {
			throw new SQLException(Arrays.toString(new Object[] { user }));
		}

		@Override
		public @Nullable PrintWriter getLogWriter() {
			return null;
		}

		@Override
		public void setLogWriter(@Nullable PrintWriter out) {
		}

		@Override
		public void setLoginTimeout(int seconds) {
		}

		@Override
		public int getLoginTimeout() {
			return 0;
		}

		@Override
		public Logger getParentLogger() {
			return Logger.getGlobal();
		}

		@Override
		public <T> T unwrap(Class<T> type) throws SQLException {
			throw new SQLException(type.getName());
		}

		@Override
		public boolean isWrapperFor(Class<?> type) {
			return false;
		}

	}

}

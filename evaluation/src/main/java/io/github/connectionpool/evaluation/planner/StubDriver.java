package io.github.connectionpool.evaluation.planner;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.logging.Logger;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Connections that lead nowhere, so that no database blurs what the pool does.
 * Thread-safe.
 */
public final class StubDriver implements DataSource {

	private static final InvocationHandler ANSWERS = StubDriver::answer;

	@Override
	public Connection getConnection() {
		return (Connection) Proxy.newProxyInstance(StubDriver.class.getClassLoader(),
				new Class<?>[] { Connection.class }, ANSWERS);
	}

	@Override
	public Connection getConnection(String username, String password) {
		return getConnection();
	}

	private static @Nullable Object answer(Object proxy, Method method, Object @Nullable [] args) {
		return switch (method.getName()) {
			case "isValid", "getAutoCommit" -> true;
			case "isClosed", "isReadOnly", "isWrapperFor" -> false;
			case "getNetworkTimeout", "getHoldability" -> 0;
			case "getTransactionIsolation" -> Connection.TRANSACTION_READ_COMMITTED;
			case "createStatement" ->
				Proxy.newProxyInstance(StubDriver.class.getClassLoader(), new Class<?>[] { Statement.class }, ANSWERS);
			case "execute" -> true;
			case "hashCode" -> System.identityHashCode(proxy);
			case "equals" -> args != null && args[0] == proxy;
			case "toString" -> "a stub";
			default -> null;
		};
	}

	@Override
	public PrintWriter getLogWriter() {
		return new PrintWriter(PrintWriter.nullWriter());
	}

	@Override
	public void setLogWriter(PrintWriter out) {
		// nothing is written
	}

	@Override
	public void setLoginTimeout(int seconds) {
		// there is no login
	}

	@Override
	public int getLoginTimeout() {
		return 0;
	}

	@Override
	public Logger getParentLogger() throws SQLFeatureNotSupportedException {
		throw new SQLFeatureNotSupportedException();
	}

	@Override
	public <T> T unwrap(Class<T> type) {
		return type.cast(this);
	}

	@Override
	public boolean isWrapperFor(Class<?> type) {
		return type.isInstance(this);
	}

}

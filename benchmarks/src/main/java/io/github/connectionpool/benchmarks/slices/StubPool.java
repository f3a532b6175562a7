package io.github.connectionpool.benchmarks.slices;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Logger;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Lends as many connections as asked, and they lead nowhere. Thread-safe.
 */
public final class StubPool implements DataSource, AutoCloseable {

	/** SQL that runs until the pool is closed; all other is done at once. */
	public static final String ENDLESS = "select endless()";

	private static final Class<?>[] CONNECTION = { Connection.class };

	private static final Class<?>[] STATEMENT = { Statement.class };

	private final LongAdder lent = new LongAdder();

	private final CountDownLatch closed = new CountDownLatch(1);

	private final InvocationHandler connections = this::answer;

	private final InvocationHandler statements = this::answerOfStatement;

	private final int max;

	/**
	 * Create.
	 * @param max the limit it tells, which does not hold
	 */
	public StubPool(int max) {
		this.max = max;
	}

	@Override
	public Connection getConnection() {
		this.lent.increment();
		return (Connection) Proxy.newProxyInstance(StubPool.class.getClassLoader(), CONNECTION, this.connections);
	}

	private @Nullable Object answer(Object proxy, Method method, Object @Nullable [] args) {
		return switch (method.getName()) {
			case "close" -> {
				this.lent.decrement();
				yield null;
			}
			case "createStatement" ->
				Proxy.newProxyInstance(StubPool.class.getClassLoader(), STATEMENT, this.statements);
			case "isValid", "getAutoCommit" -> true;
			case "isClosed", "isReadOnly", "isWrapperFor" -> false;
			default -> ofObject(proxy, method, args);
		};
	}

	private @Nullable Object answerOfStatement(Object proxy, Method method, Object @Nullable [] args)
			throws InterruptedException {
		if (method.getName().equals("execute")) {
			if (args != null && ENDLESS.equals(args[0])) {
				this.closed.await();
			}
			return false;
		}
		return ofObject(proxy, method, args);
	}

	private static @Nullable Object ofObject(Object proxy, Method method, Object @Nullable [] args) {
		return switch (method.getName()) {
			case "hashCode" -> System.identityHashCode(proxy);
			case "equals" -> args != null && args[0] == proxy;
			case "toString" -> "a stub";
			default -> null;
		};
	}

	/**
	 * How many connections are lent.
	 * @return the number
	 */
	public int lent() {
		return this.lent.intValue();
	}

	/**
	 * The limit it tells.
	 * @return the number
	 */
	public int max() {
		return this.max;
	}

	@Override
	public void close() {
		this.closed.countDown();
	}

	@Override
	public Connection getConnection(String username, String password) {
		return getConnection();
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

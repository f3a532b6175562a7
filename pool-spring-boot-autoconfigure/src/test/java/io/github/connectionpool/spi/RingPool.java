package io.github.connectionpool.spi;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A small pool that the starter does not know. It opens connections as they are needed
 * and starts with the first borrow.
 */
public class RingPool extends AbstractDataSource {

	/** The maximum, unless another is set. */
	public static final int DEFAULT_MAXIMUM = 4;

	private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

	private String url = "";

	private int maximum = DEFAULT_MAXIMUM;

	private Duration timeout = Duration.ofSeconds(10);

	private volatile @Nullable Semaphore free;

	@Override
	public Connection getConnection() throws SQLException {
		Semaphore free = start();
		try {
			if (!free.tryAcquire(this.timeout.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new SQLTransientConnectionException("No connection is free");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLException(ex);
		}
		try {
			Connection connection = this.idle.poll();
			return new Lent((connection != null) ? connection : DriverManager.getConnection(this.url), free).proxy();
		}
		catch (SQLException ex) {
			free.release();
			throw ex;
		}
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return getConnection();
	}

	private synchronized Semaphore start() {
		Semaphore free = this.free;
		if (free == null) {
			free = new Semaphore(this.maximum);
			this.free = free;
		}
		return free;
	}

	public boolean hasStarted() {
		return this.free != null;
	}

	public int lent() {
		Semaphore free = this.free;
		return (free != null) ? this.maximum - free.availablePermits() : 0;
	}

	public int idle() {
		return this.idle.size();
	}

	public int waiting() {
		Semaphore free = this.free;
		return (free != null) ? free.getQueueLength() : 0;
	}

	/** Closes a lent connection instead of waiting for its return. */
	public void discard(Connection connection) throws SQLException {
		((Lent) Proxy.getInvocationHandler(connection)).end(false);
	}

	public String getUrl() {
		return this.url;
	}

	public void setUrl(String url) {
		this.url = url;
	}

	public int getMaximum() {
		return this.maximum;
	}

	public void setMaximum(int maximum) {
		this.maximum = maximum;
	}

	public Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		this.timeout = timeout;
	}

	/** A connection of which the close is a return. */
	private final class Lent implements InvocationHandler {

		private final Connection connection;

		private final Semaphore free;

		private final AtomicBoolean ended = new AtomicBoolean();

		Lent(Connection connection, Semaphore free) {
			this.connection = connection;
			this.free = free;
		}

		Connection proxy() {
			return (Connection) Proxy.newProxyInstance(RingPool.class.getClassLoader(),
					new Class<?>[] { Connection.class }, this);
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
			if (method.getName().equals("close")) {
				end(true);
				return null;
			}
			try {
				return method.invoke(this.connection, args);
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		}

		void end(boolean keep) throws SQLException {
			if (this.ended.compareAndSet(false, true)) {
				if (keep && !this.connection.isClosed()) {
					RingPool.this.idle.push(this.connection);
				}
				else {
					this.connection.close();
				}
				this.free.release();
			}
		}

	}

}

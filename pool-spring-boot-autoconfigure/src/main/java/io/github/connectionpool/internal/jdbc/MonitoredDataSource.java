package io.github.connectionpool.internal.jdbc;

import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.TargetClassAware;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.recording.ContextSource;
import io.github.connectionpool.internal.text.PlainText;

/**
 * A data source around a pool that notes each borrow from it. Thread-safe.
 */
public final class MonitoredDataSource extends DelegatingDataSource
		implements DataSource, TargetClassAware, NotedBorrows.Source {

	private final DataSource target;

	private final NotedBorrows borrows;

	/**
	 * Create around a pool.
	 * @param target the pool's own data source
	 * @param pool the pool whose ledger gets the checkouts
	 * @param contextSource supplies the context of each borrow
	 */
	public MonitoredDataSource(DataSource target, MonitoredPool pool, ContextSource contextSource) {
		super(target);
		this.target = target;
		this.borrows = new NotedBorrows(pool, contextSource);
	}

	@Override
	public boolean isMonitored() {
		return true;
	}

	@Override
	public void release() {
		this.borrows.release();
	}

	@Override
	public Connection getConnection() throws SQLException {
		return this.borrows.borrow(this.target::getConnection, false);
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return this.borrows.borrow(() -> this.target.getConnection(username, password), true);
	}

	@Override
	public ConnectionBuilder createConnectionBuilder() throws SQLException {
		return new MonitoredConnectionBuilder(this.borrows, this.target.createConnectionBuilder());
	}

	/** The logger of the pool, or the pool's exception. */
	@Override
	public Logger getParentLogger() {
		try {
			return this.target.getParentLogger();
		}
		catch (SQLFeatureNotSupportedException ex) {
			MonitoredDataSource.<RuntimeException>throwUndeclared(ex);
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Spring's superclass declares no exception, but callers use the interface, which
	 * does.
	 */
	@SuppressWarnings("unchecked") // erased: the exception is thrown as it is
	private static <E extends Exception> void throwUndeclared(Exception ex) throws E {
		throw (E) ex;
	}

	/**
	 * The pool's own data source.
	 * @return never null
	 */
	@Override
	public DataSource getTargetDataSource() {
		return this.target;
	}

	@Override
	public void setTargetDataSource(@Nullable DataSource targetDataSource) {
		if (this.target != null) {
			throw new IllegalStateException("The target of the monitored connection pool '"
					+ PlainText.of(this.borrows.name()) + "' cannot be changed");
		}
		super.setTargetDataSource(targetDataSource);
	}

	/**
	 * The class of the pool's own data source. Spring Cloud's refresh uses it; without
	 * it, the refresh would bind to this wrapper and destroy it instead of the pool.
	 */
	@Override
	public Class<?> getTargetClass() {
		return this.target.getClass();
	}

	/** Also finds the pool's own data source if that knows of no wrapper, as Tomcat's. */
	@Override
	public <T> T unwrap(Class<T> type) throws SQLException {
		if (!type.isInstance(this) && type.isInstance(this.target) && !this.target.isWrapperFor(type)) {
			return type.cast(this.target);
		}
		return super.unwrap(type);
	}

	@Override
	public boolean isWrapperFor(Class<?> type) throws SQLException {
		return super.isWrapperFor(type) || type.isInstance(this.target);
	}

}

package io.github.connectionpool.internal.jdbc.hikari;

import java.io.Closeable;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.ProxyConnection;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.TargetClassAware;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.jdbc.MonitoredConnection;
import io.github.connectionpool.internal.jdbc.NotedBorrows;
import io.github.connectionpool.internal.recording.ContextSource;

/**
 * A HikariCP pool that notes each borrow once it is monitored, and differs from
 * {@link HikariDataSource} in nothing else. It is the pool, so that a cast, an injection,
 * Spring Boot's metadata, which reads a private field, and JMX see HikariCP. It names the
 * interfaces of the superclass for proxies that are made of its own. Thread-safe.
 */
public class MonitoredHikariDataSource extends HikariDataSource
		implements DataSource, Closeable, MonitorablePool, TargetClassAware {

	private volatile @Nullable NotedBorrows borrows;

	/** In whose place this pool is, until one of both has started. */
	private volatile @Nullable WeakReference<HikariDataSource> original;

	/** Create a pool that is not monitored yet, as a builder of data sources does. */
	public MonitoredHikariDataSource() {
	}

	/**
	 * Create in the place of a pool that has not started.
	 * @param original the pool whose configuration to take
	 * @return not monitored yet
	 * @throws RuntimeException if the configuration cannot be copied
	 */
	static MonitoredHikariDataSource inPlaceOf(HikariDataSource original) {
		MonitoredHikariDataSource copy = new MonitoredHikariDataSource();
		original.copyStateTo(copy);
		copy.original = new WeakReference<>(original);
		return copy;
	}

	@Override
	public void monitor(MonitoredPool pool, ContextSource contextSource) {
		this.borrows = new NotedBorrows(pool, contextSource);
	}

	@Override
	public boolean isMonitored() {
		return this.borrows != null;
	}

	/** Spring names the pool by it in JMX. */
	@Override
	public Class<?> getTargetClass() {
		return HikariDataSource.class;
	}

	@Override
	public void release() {
		NotedBorrows borrows = this.borrows;
		if (borrows != null) {
			borrows.release();
		}
	}

	@Override
	public Connection getConnection() throws SQLException {
		NotedBorrows borrows = this.borrows;
		return (borrows != null) ? borrows.borrow(this::pooled, false) : pooled();
	}

	private Connection pooled() throws SQLException {
		WeakReference<HikariDataSource> original = this.original;
		return (original != null) ? start(original.get()) : super.getConnection();
	}

	/**
	 * Start one pool for both. Code that made the original may have kept it, and must not
	 * start a second pool with it. No lock: borrowers wait side by side, as in HikariCP.
	 */
	private Connection start(@Nullable HikariDataSource original) throws SQLException {
		if (original != null) {
			PoolField.share(original, this);
		}
		try {
			return super.getConnection();
		}
		finally {
			if (original != null) {
				PoolField.share(this, original);
			}
			if (getHikariPoolMXBean() != null) {
				this.original = null;
			}
		}
	}

	/** HikariCP ignores a connection that is not its own, as a monitored handle. */
	@Override
	public void evictConnection(Connection connection) {
		super.evictConnection((connection instanceof MonitoredConnection) ? poolsOwn(connection) : connection);
	}

	private static Connection poolsOwn(Connection handle) {
		try {
			return handle.unwrap(ProxyConnection.class);
		}
		catch (SQLException ex) {
			// it has been returned: there is nothing to evict any more
			return handle;
		}
	}

}

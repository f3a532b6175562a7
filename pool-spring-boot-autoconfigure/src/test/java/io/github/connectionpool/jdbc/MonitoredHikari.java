package io.github.connectionpool.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

import com.zaxxer.hikari.HikariDataSource;

import io.github.connectionpool.PostgresServer;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.checkout.Borrower;
import io.github.connectionpool.checkout.Checkout;
import io.github.connectionpool.checkout.Context;
import io.github.connectionpool.checkout.Pool;

/**
 * A HikariCP pool on the shared PostgreSQL, with the monitor around it.
 */
final class MonitoredHikari implements AutoCloseable {

	final HikariDataSource hikari = new HikariDataSource();

	final Pool pool;

	final MonitoredDataSource dataSource;

	private MonitoredHikari(Consumer<HikariDataSource> settings) {
		this.hikari.setJdbcUrl(PostgresServer.url());
		this.hikari.setMinimumIdle(0);
		settings.accept(this.hikari);
		this.pool = TestPools.pool("orders", TestPools.statistics(this.hikari));
		this.dataSource = new MonitoredDataSource(this.hikari, this.pool, () -> Context.NONE);
	}

	static MonitoredHikari ofSize(int connections) {
		return with((hikari) -> hikari.setMaximumPoolSize(connections));
	}

	static MonitoredHikari with(Consumer<HikariDataSource> settings) {
		return new MonitoredHikari(settings);
	}

	/** A monitored pool with nothing behind it. */
	static Pool pool(int active, int max) {
		return TestPools.pool("orders", new TestPools.Numbers().counts(TestPools.counts(active, max)));
	}

	/** A handle around a connection that comes from no pool. */
	static MonitoredConnection handle(Connection connection) {
		Pool pool = pool(1, 1);
		return new MonitoredConnection(pool.borrowed(System.nanoTime(), Borrower.current(), Context.NONE), connection);
	}

	static Checkout checkout(Connection handle) {
		return ((MonitoredConnection) handle).checkout;
	}

	Connection borrow() throws SQLException {
		return this.dataSource.getConnection();
	}

	int active() {
		return this.hikari.getHikariPoolMXBean().getActiveConnections();
	}

	@Override
	public void close() {
		this.hikari.close();
	}

}

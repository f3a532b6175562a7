package io.github.connectionpool.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

import com.zaxxer.hikari.HikariDataSource;

import io.github.connectionpool.PostgresServer;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.report.CheckoutContext;

/**
 * A HikariCP pool on the shared PostgreSQL, with the monitor around it.
 */
final class MonitoredHikari implements AutoCloseable {

	final HikariDataSource hikari = new HikariDataSource();

	final MonitoredPool pool;

	final MonitoredDataSource dataSource;

	private MonitoredHikari(Consumer<HikariDataSource> settings) {
		this.hikari.setJdbcUrl(PostgresServer.url());
		this.hikari.setMinimumIdle(0);
		settings.accept(this.hikari);
		this.pool = TestPools.pool("orders", TestPools.statistics(this.hikari));
		this.dataSource = new MonitoredDataSource(this.hikari, this.pool, () -> CheckoutContext.NONE);
	}

	static MonitoredHikari ofSize(int connections) {
		return with((hikari) -> hikari.setMaximumPoolSize(connections));
	}

	static MonitoredHikari with(Consumer<HikariDataSource> settings) {
		return new MonitoredHikari(settings);
	}

	/** A monitored pool with nothing behind it. */
	static MonitoredPool pool(int active, int max) {
		return TestPools.pool("orders", new TestPools.Numbers().counts(TestPools.counts(active, max)));
	}

	/** A handle around a connection that comes from no pool. */
	static MonitoredConnection handle(Connection connection) {
		MonitoredPool pool = pool(1, 1);
		return new MonitoredConnection(pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE),
				connection);
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

package io.github.connectionpool.internal.pgbouncer.hazard;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.jdbc.MonitoredDataSource;
import io.github.connectionpool.internal.pool.PoolSettings;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.internal.pooler.PoolMode;
import io.github.connectionpool.internal.pooler.Pooler.Presence;
import io.github.connectionpool.internal.pooler.Pooler;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.Finding;

/**
 * A HikariCP pool that is monitored and watched for hazards, and what may be known of a
 * pooler behind it.
 */
final class HazardPool implements AutoCloseable {

	/** PgBouncer 1.18 in transaction mode. */
	static final Pooler SHARING = sharing(0);

	static final Pooler SESSION_MODE = new Pooler(Presence.SOME, false, PoolMode.SESSION, 0, null, "By hand.");

	static final Pooler NO_POOLER = new Pooler(Presence.NONE, false, null, null, null, "By hand.");

	final HikariDataSource hikari = new HikariDataSource();

	final MonitoredDataSource dataSource;

	final HazardWatch watch;

	HazardPool(String url) {
		this(url, (hikari) -> {
		});
	}

	HazardPool(String url, Consumer<HikariDataSource> settings) {
		this.hikari.setJdbcUrl(url);
		this.hikari.setMinimumIdle(0);
		// or a connection that is closed at once leaves what it prepared
		this.hikari.setInitializationFailTimeout(-1);
		settings.accept(this.hikari);
		MonitoredPool pool = TestPools.pool("orders", new Statistics(this.hikari, TestPools.statistics(this.hikari)));
		this.watch = HazardWatch.of(pool);
		this.dataSource = new MonitoredDataSource(this.hikari, pool, () -> CheckoutContext.NONE);
	}

	static Pooler sharing(@Nullable Integer maxPreparedStatements) {
		return new Pooler(Presence.PGBOUNCER, true, PoolMode.TRANSACTION, maxPreparedStatements, null, "By hand.");
	}

	Connection borrow() throws SQLException {
		return this.dataSource.getConnection();
	}

	/** Whether the scene shows in another connection of this pool. */
	boolean meets(HazardScene scene) throws SQLException {
		try (Connection one = borrow(); Connection other = borrow()) {
			return scene.meets(one, other);
		}
	}

	List<Finding> findings(Pooler pooler) {
		this.watch.decide(pooler);
		return this.watch.findings(pooler);
	}

	@Override
	public void close() {
		this.hikari.close();
	}

	/** With the settings, as HikariCP has them. */
	private record Statistics(HikariDataSource hikari, PoolStatistics others) implements PoolStatistics {

		@Override
		public ConnectionCounts counts() {
			return this.others.counts();
		}

		@Override
		public @Nullable String poolName() {
			return this.others.poolName();
		}

		@Override
		public @Nullable String jdbcUrl() {
			return this.others.jdbcUrl();
		}

		@Override
		public boolean autoCommit() {
			return this.others.autoCommit();
		}

		@Override
		public PoolSettings settings() {
			return new PoolSettings(null, null, null, null, null, null, null, this.hikari.getTransactionIsolation(),
					this.hikari.getSchema(), this.hikari.getConnectionInitSql(), Map.of());
		}

	}

}

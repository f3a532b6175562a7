package io.github.connectionpool.health;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.jdbc.MonitoredDataSource;
import io.github.connectionpool.internal.jdbc.NoConnectionInfo;
import io.github.connectionpool.internal.outage.FailureReason;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.server.OwnPostgres;
import io.github.connectionpool.internal.timing.UtilizationThresholds;
import io.github.connectionpool.internal.watch.PoolMonitor;
import io.github.connectionpool.internal.watch.WatchSettings;
import io.github.connectionpool.internal.watch.Watcher;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.Finding;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real PostgreSQL that is lost in each of the ways there are, and comes back: health is
 * critical and names the cause meanwhile, without a probe of its own.
 */
@NullMarked
class DatabaseOutageTests {

	private static final int CONNECTIONS = 3;

	private final HikariDataSource hikari = new HikariDataSource();

	private final MonitoredPool pool = new MonitoredPool("dataSource", "com.example.ThePool",
			TestPools.statistics(this.hikari), new CallSites(List.of()), StackCapture.NEVER,
			new UtilizationThresholds(0.80, 2, Duration.ofMillis(500)), Eviction.ABORT);

	private final PoolRegistry pools = new PoolRegistry();

	private final PoolMonitor monitor = TestPools.monitor(this.pools);

	private final Watcher watcher = new Watcher(this.pools, WatchSettings.every(Duration.ofMillis(50)), this.monitor,
			TestPools.silence());

	/**
	 * Connections that roles without the privileges of a superuser and the administrator
	 * of the test can have.
	 */
	private static final String USABLE_SLOTS = "select current_setting('max_connections')::int"
			+ " - current_setting('superuser_reserved_connections')::int";

	private final CompletableFuture<Throwable> firstFailure = new CompletableFuture<>();

	private final Thread borrower = new Thread(this::borrowAllTheTime, "borrower");

	private volatile boolean stopped;

	@AfterEach
	void stop() throws Exception {
		this.stopped = true;
		this.borrower.interrupt();
		this.borrower.join();
		this.watcher.stop();
		this.hikari.close();
	}

	@Test
	void aServerThatIsStoppedRefusesConnections() throws Exception {
		OwnPostgres server = OwnPostgres.start();
		int port = server.port();
		try {
			begin(server.url());
			server.stop();
			awaitOutage("Connection refused");
			assertThat(finding().fix()).startsWith("Start the database server");
		}
		finally {
			server.close();
		}
		try (OwnPostgres again = OwnPostgres.startAt(port)) {
			assertThat(again.port()).isEqualTo(port);
			awaitUp();
		}
	}

	@Test
	void aServerThatHangsIsSilent() throws Exception {
		try (OwnPostgres server = OwnPostgres.start()) {
			begin(server.url());
			server.freeze();
			try {
				awaitOutage("");
				assertThat(finding().fix()).startsWith("Look at the network");
			}
			finally {
				server.thaw();
			}
			awaitUp();
		}
	}

	@Test
	void aNetworkThatForwardsNothingIsSilent() throws Exception {
		try (OwnPostgres server = OwnPostgres.start(); FreezingProxy proxy = new FreezingProxy(server.port())) {
			begin(server.url().replace(":" + server.port() + "/", ":" + proxy.port() + "/"));
			proxy.freeze();
			awaitOutage("");
			assertThat(finding().fix()).startsWith("Look at the network");
			proxy.thaw();
			awaitUp();
		}
	}

	@Test
	void aPasswordThatWasChangedIsNamed() throws Exception {
		try (OwnPostgres server = OwnPostgres.start(); Connection admin = DriverManager.getConnection(server.url())) {
			execute(admin, "create role app login password 'right'");
			server.requirePassword("app");
			execute(admin, "select pg_reload_conf()");
			begin(server.url("app") + "&password=right");
			execute(admin, "alter role app password 'changed'");
			execute(admin, "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app'");
			awaitOutage("28P01");
			assertThat(finding().fix()).contains("password");
			execute(admin, "alter role app password 'right'");
			awaitUp();
		}
	}

	@Test
	void aServerWithoutAFreeConnectionIsFull() throws Exception {
		try (OwnPostgres server = OwnPostgres.start(10); Connection admin = DriverManager.getConnection(server.url())) {
			execute(admin, "create role app login");
			begin(server.url("app"));
			List<Connection> others = new ArrayList<>();
			try {
				execute(admin, "alter role app connection limit 0");
				execute(admin, "create role other login");
				execute(admin, "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app'");
				// a backend that has been told to end, or refuses a connection just now,
				// keeps its slot for a moment
				TestPools.await().until(() -> {
					fill(server.url("other"), others);
					return count(admin, "select count(*) from pg_stat_activity where usename = 'app'") == 0
							&& count(admin, USABLE_SLOTS) == others.size() + 1;
				});
				execute(admin, "alter role app connection limit -1");
				awaitOutage("53300");
				assertThat(finding().fix()).contains("pg_stat_activity");
			}
			finally {
				for (Connection other : others) {
					other.close();
				}
			}
			awaitUp();
		}
	}

	@Test
	void aPoolThatIsSuspendedIsSaidToBe() throws Exception {
		this.hikari.setAllowPoolSuspension(true);
		this.hikari.setJdbcUrl("jdbc:h2:mem:");
		begin("jdbc:h2:mem:");
		this.hikari.getHikariPoolMXBean().suspendPool();
		TestPools.await().until(() -> health().getDetails().containsKey("outage"));
		assertThat(health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		TestPools.await().until(() -> this.monitor.snapshot(this.pool, Duration.ZERO).findings().size() == 1);
		assertThat(finding().id()).isEqualTo("pool-suspended");
		this.hikari.getHikariPoolMXBean().resumePool();
		awaitUp();
	}

	/** A pool that works, and one thread that borrows from it again and again. */
	private void begin(String url) {
		this.hikari.setJdbcUrl(url.startsWith("jdbc:postgresql") ? url + "&socketTimeout=5" : url);
		this.hikari.setMaximumPoolSize(CONNECTIONS);
		this.hikari.setConnectionTimeout(1000);
		this.hikari.setValidationTimeout(250);
		this.pools.add(this.pool);
		this.watcher.start();
		this.borrower.start();
		// one that is being opened would miss the signal that freezes the server
		TestPools.await()
			.until(() -> this.pool.held().sinceStart().count() > 0
					&& this.hikari.getHikariPoolMXBean().getTotalConnections() == CONNECTIONS);
		assertThat(health().getStatus()).isEqualTo(Status.UP);
	}

	private void borrowAllTheTime() {
		MonitoredDataSource dataSource = new MonitoredDataSource(this.hikari, this.pool, () -> CheckoutContext.NONE);
		while (!this.stopped) {
			try (Connection connection = dataSource.getConnection()) {
				execute(connection, "select 1");
			}
			catch (SQLException ex) {
				if (ex.getSuppressed().length > 0) {
					this.firstFailure.complete(ex);
				}
			}
		}
	}

	private void awaitOutage(String cause) throws Exception {
		TestPools.await().untilAsserted(() -> {
			Health health = health();
			assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			assertThat(health.getDetails()).containsKey("outage");
			Map<?, ?> outage = (Map<?, ?>) Objects.requireNonNull(health.getDetails().get("outage"));
			assertThat(outage.get("since")).isNotNull();
			assertThat(String.valueOf(outage.get("cause"))).contains(cause);
		});
		assertThat(this.pool.failures().count(FailureReason.CONNECT)).isPositive();
		assertThat(this.firstFailure.get().getSuppressed()).hasAtLeastOneElementOfType(NoConnectionInfo.class);
		TestPools.await()
			.untilAsserted(() -> assertThat(finding().evidence()).contains("got no connection").contains(cause));
		assertThat(finding().id()).isEqualTo("database-unreachable");
		assertThat(finding().severity()).isEqualTo(Finding.Severity.CRITICAL);
	}

	private void awaitUp() {
		TestPools.await().untilAsserted(() -> {
			assertThat(health().getStatus()).isEqualTo(Status.UP);
			assertThat(health().getDetails()).doesNotContainKey("outage");
			assertThat(this.monitor.snapshot(this.pool, Duration.ZERO).findings()).isEmpty();
		});
	}

	private Finding finding() {
		return this.monitor.snapshot(this.pool, Duration.ZERO).findings().get(0);
	}

	private Health health() {
		@Nullable HealthIndicator indicator = (HealthIndicator) new ConnectionPoolHealthContributor(this.pools, this.monitor,
				TestPools.ends(), TestPools.THRESHOLDS, "OUT_OF_SERVICE")
			.getContributor("dataSource");
		return Objects.requireNonNull(Objects.requireNonNull(indicator).health());
	}

	private static void fill(String url, List<Connection> connections) {
		try {
			while (true) {
				connections.add(DriverManager.getConnection(url));
			}
		}
		catch (SQLException ex) {
			assertThat(ex.getSQLState()).isEqualTo("53300");
		}
	}

	private static int count(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
			result.next();
			return result.getInt(1);
		}
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}

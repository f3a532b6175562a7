package io.github.connectionpool.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.util.StringUtils;

import io.github.connectionpool.PostgresServer;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.endpoint.ConnectionPoolEndpoint;
import io.github.connectionpool.event.PoolDeadlocked;
import io.github.connectionpool.event.PoolOutageChanged;
import io.github.connectionpool.health.ConnectionPoolHealthContributor;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.spi.PoolDescription;
import io.github.connectionpool.spi.RingPool;
import io.github.connectionpool.spi.RingPoolProduct;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application whose pool product fails. A second pool of the application is one that
 * the starter knows itself.
 */
@ExtendWith(OutputCaptureExtension.class)
class FaultyProductTests {

	private static final String REFUSED = "jdbc:postgresql://localhost:1/postgres";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConnectionPoolAutoConfiguration.class, EndpointAutoConfiguration.class,
				ConnectionPoolEndpointAutoConfiguration.class, ConnectionPoolHealthAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withPropertyValues("faulty.pool.url=" + PostgresServer.url(), "faulty.pool.timeout=1m",
				"connectionpool.sizing.cores=4", "connectionpool.check-interval=100ms", "connectionpool.leak.quiet=2s",
				"connectionpool.utilization.sustain=0s", "management.endpoints.web.exposure.include=connectionpool");

	/** The method that fails. */
	enum Fault {

		COUNTS("counts(DataSource)"), DESCRIBE("describe(DataSource)"), SET_MAXIMUM("setMaximum(DataSource, int)");

		private final String method;

		Fault(String method) {
			this.method = method;
		}

	}

	@ParameterizedTest
	@EnumSource
	void aProductThatFailsLeavesTheRestGoing(Fault fault, CapturedOutput output) {
		this.runner.withBean(Faulty.class, () -> new Faulty(fault)).run((context) -> {
			DataSource pool = context.getBean("ringPool", DataSource.class);
			try (Connection held = pool.getConnection()) {
				assertThat(held.isValid(5)).isTrue();
				assertIsShown(context);
				anOutageIsToldAndEnds(context, pool);
			}
			aDeadlockIsFound(context, (fault == Fault.COUNTS) ? "hikari" : "ringPool");
			assertIsShown(context);
		});
		assertThat(StringUtils.countOccurrencesOf(output.toString(), "is faulty: " + fault.method)).isOne();
		assertThat(output).doesNotContain("A check of connection pool");
	}

	private static void assertIsShown(ApplicationContext context) {
		ConnectionPoolEndpoint endpoint = context.getBean(ConnectionPoolEndpoint.class);
		assertThat(endpoint.pools()).isNotNull();
		assertThat(Objects.requireNonNull(endpoint.pool("ringPool", 10)).type()).isEqualTo(RingPool.class.getName());
		assertThat(health(context).getDetails()).containsKey("active");
	}

	private static Health health(ApplicationContext context) {
		HealthIndicator indicator = (HealthIndicator) Objects
			.requireNonNull(context.getBean(ConnectionPoolHealthContributor.class).getContributor("ringPool"));
		return Objects.requireNonNull(indicator.health());
	}

	private static void anOutageIsToldAndEnds(ApplicationContext context, DataSource pool) throws SQLException {
		Heard heard = context.getBean(Heard.class);
		RingPool ring = pool.unwrap(RingPool.class);
		String url = ring.getUrl();
		ring.setUrl(REFUSED);
		TestPools.await().until(() -> !canBorrow(pool) && !heard.outages.isEmpty());
		assertThat(health(context).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		assertThat(health(context).getDetails()).containsKey("outage");
		ring.setUrl(url);
		TestPools.await().until(() -> canBorrow(pool) && heard.outages.size() == 2);
		assertThat(heard.outages).extracting(PoolOutageChanged::over).containsExactly(false, true);
		TestPools.await().until(() -> health(context).getStatus().equals(Status.UP));
	}

	private static boolean canBorrow(DataSource pool) {
		try (Connection connection = pool.getConnection()) {
			return connection.isValid(5);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private static void aDeadlockIsFound(ApplicationContext context, String name) throws InterruptedException {
		DataSource pool = context.getBean(name, DataSource.class);
		Thread thread = new Thread(() -> borrowAll(pool, 100), "takes-all");
		thread.start();
		try {
			List<PoolDeadlocked> deadlocks = context.getBean(Heard.class).deadlocks;
			TestPools.await().until(() -> !deadlocks.isEmpty());
			assertThat(deadlocks.get(0).deadlock().pool()).isEqualTo(name);
		}
		finally {
			thread.interrupt();
			thread.join();
		}
	}

	/**
	 * Borrows until none is left, which the thread then waits for. Each call of the
	 * method goes on below the line that borrowed, which proves that the thread holds it.
	 */
	private static void borrowAll(DataSource pool, int atMost) {
		if (atMost == 0) {
			return;
		}
		try (Connection connection = pool.getConnection()) {
			connection.clearWarnings();
			borrowAll(pool, atMost - 1);
		}
		catch (SQLException ex) {
			// interrupted
		}
	}

	/** Keeps the application events. */
	static class Heard {

		private final List<PoolOutageChanged> outages = new CopyOnWriteArrayList<>();

		private final List<PoolDeadlocked> deadlocks = new CopyOnWriteArrayList<>();

		@EventListener
		void outage(PoolOutageChanged event) {
			this.outages.add(event);
		}

		@EventListener
		void deadlock(PoolDeadlocked event) {
			this.deadlocks.add(event);
		}

	}

	/** Fails in one method, each time. */
	static class Faulty extends RingPoolProduct {

		private final Fault fault;

		Faulty(Fault fault) {
			this.fault = fault;
		}

		private void failIn(Fault method) {
			if (this.fault == method) {
				throw new IllegalStateException("a fault of the product");
			}
		}

		@Override
		public ConnectionCounts counts(DataSource pool) {
			failIn(Fault.COUNTS);
			return super.counts(pool);
		}

		@Override
		public PoolDescription describe(DataSource pool) {
			failIn(Fault.DESCRIBE);
			return super.describe(pool);
		}

		@Override
		public void setMaximum(DataSource pool, int connections) {
			failIn(Fault.SET_MAXIMUM);
			super.setMaximum(pool, connections);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		@ConfigurationProperties("faulty.pool")
		RingPool ringPool() {
			return new RingPool();
		}

		@Bean
		HikariDataSource hikari() {
			return TestPools.hikari(1);
		}

		@Bean
		Heard heard() {
			return new Heard();
		}

	}

}

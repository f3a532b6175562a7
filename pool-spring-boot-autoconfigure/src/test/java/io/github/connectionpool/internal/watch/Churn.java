package io.github.connectionpool.internal.watch;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.checkout.WorkUnit;

/**
 * An hour of an application that borrows 200 times a second and loses five connections a
 * second, without the pauses: on threads that end, in units of work that end, and until
 * borrowers fail.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Churn {

	static final String BEFORE = "Heap before: ";

	static final String AFTER = "Heap after: ";

	static final String RECLAIMED = "Reclaimed: ";

	static final int LEAKS = 18_000;

	private static final int BORROWS = 720_000;

	private static final int POOL = 500;

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final int ROUNDS = LEAKS / POOL;

	private final DataSource dataSource;

	private final MonitoredPool pool;

	private final LeakTally tally;

	private int lost;

	private Churn(ConfigurableApplicationContext application) {
		this.dataSource = application.getBean(DataSource.class);
		this.pool = application.getBean(PoolRegistry.class).all().get(0);
		this.tally = application.getBean(PoolMonitor.class).history(this.pool).tally();
	}

	public static void main(String[] arguments) throws Exception {
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Churn.class)
			.web(WebApplicationType.NONE)
			.properties("spring.datasource.url=jdbc:h2:mem:churn", "spring.datasource.hikari.maximum-pool-size=" + POOL,
					"spring.datasource.hikari.connection-timeout=250", "connectionpool.check-interval=100ms",
					"connectionpool.leak.reclaim=unreachable", "logging.level.root=off", "spring.main.banner-mode=off")
			.run(arguments)) {
			new Churn(application).run();
		}
	}

	private void run() throws Exception {
		this.dataSource.getConnection().close();
		TestPools.await().atMost(PATIENCE).until(() -> Objects.equals(this.pool.counts().idle(), POOL));
		for (int round = 0; round < 4; round++) {
			round();
		}
		long reclaimed = this.tally.reclaimed();
		System.out.println(BEFORE + heap());
		for (int round = 0; round < ROUNDS; round++) {
			round();
		}
		System.out.println(RECLAIMED + (this.tally.reclaimed() - reclaimed));
		System.out.println(AFTER + heap());
	}

	private void round() throws Exception {
		for (int i = 0; i < BORROWS / ROUNDS; i++) {
			this.dataSource.getConnection().close();
		}
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < POOL; i += 10) {
			Thread thread = new Thread(() -> WorkUnit.run("churn", () -> lose(10)), "churn-" + i);
			thread.start();
			threads.add(thread);
		}
		for (Thread thread : threads) {
			thread.join();
		}
		this.lost += POOL;
		fail();
		TestPools.await().pollInterval(Duration.ofMillis(100)).atMost(PATIENCE).until(() -> {
			System.gc();
			return this.tally.reclaimed() == this.lost;
		});
	}

	private void lose(int connections) {
		try {
			for (int i = 0; i < connections; i++) {
				Connection lost = this.dataSource.getConnection();
				lost.setAutoCommit(false);
				lost.createStatement().execute("select " + i);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What fails is reported; one report must not cost more than the last. */
	private void fail() {
		try (Connection connection = this.dataSource.getConnection()) {
			connection.isValid(1);
		}
		catch (SQLException ex) {
			// the pool is empty
		}
	}

	private static long heap() {
		long least = Long.MAX_VALUE;
		for (int i = 0; i < 5; i++) {
			System.gc();
			Runtime runtime = Runtime.getRuntime();
			least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
		}
		return least;
	}

}

package io.github.connectionpool.autoconfigure;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.awaitility.Awaitility;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application in which nothing is configured but the URL. Ten of its threads meet
 * while each of them holds a connection, as HikariCP's default allows. Run in JVMs that
 * see other numbers of cores than the machine has.
 */
final class GuessedSizeApplication {

	private static final int THREADS = 10;

	private GuessedSizeApplication() {
	}

	public static void main(String... arguments) throws Exception {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(WithPool.class)
			.web(WebApplicationType.NONE)
			.run("--spring.datasource.url=" + arguments[0])) {
			DataSource dataSource = context.getBean(DataSource.class);
			meet(dataSource);
			HikariDataSource hikari = dataSource.unwrap(HikariDataSource.class);
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.until(() -> hikari.getHikariPoolMXBean().getActiveConnections() == 0);
			System.out.println("pool: maximum " + hikari.getMaximumPoolSize() + ", minimum " + hikari.getMinimumIdle());
		}
	}

	private static void meet(DataSource dataSource) throws Exception {
		CyclicBarrier barrier = new CyclicBarrier(THREADS);
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		List<Future<?>> met = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			met.add(threads.submit(() -> {
				try (Connection connection = dataSource.getConnection()) {
					barrier.await(1, TimeUnit.MINUTES);
					return connection.isValid(0);
				}
			}));
		}
		for (Future<?> each : met) {
			each.get(2, TimeUnit.MINUTES);
		}
		threads.shutdown();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, ConnectionPoolAutoConfiguration.class })
	static class WithPool {

	}

}

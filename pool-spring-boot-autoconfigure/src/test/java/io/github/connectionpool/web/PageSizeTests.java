package io.github.connectionpool.web;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of a pool with a hundred checkouts that have little in common: each has a
 * stack, a thread and a statement of its own.
 */
@SpringBootTest(classes = PageSizeTests.Application.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=connectionpool",
				"management.endpoint.connectionpool.show-values=always" })
class PageSizeTests {

	private static final int CHECKOUTS = 100;

	private static final int MOST_BYTES = 80_000;

	@Autowired
	private DataSource pool;

	private final List<Connection> borrowed = new CopyOnWriteArrayList<>();

	@LocalServerPort
	private int port;

	@AfterEach
	void giveBack() throws SQLException {
		for (Connection connection : this.borrowed) {
			connection.close();
		}
	}

	@Test
	void aHundredCheckoutsFitInEightyKilobytesAndThoseLeftOutAreCounted() throws Exception {
		for (int i = 0; i < CHECKOUTS; i++) {
			borrow(i);
		}
		String page = String.valueOf(Http.get(this.port, "/actuator/connectionpool", "text/html").getBody());
		assertThat(page).contains("All " + CHECKOUTS + " connections", "Checkouts, oldest first · " + CHECKOUTS);
		int rows = page.split("id=\"c-", -1).length - 1;
		assertThat(rows).isGreaterThan(CHECKOUTS / 2);
		if (rows < CHECKOUTS) {
			assertThat(page).contains("and " + (CHECKOUTS - rows) + " younger ones, in the JSON");
		}
		assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(MOST_BYTES);
	}

	private void borrow(int number) throws InterruptedException {
		Thread thread = new Thread(() -> deeper(number, number), "a-worker-with-a-rather-long-name-" + number);
		thread.start();
		thread.join();
	}

	private void deeper(int levels, int number) {
		if (levels > 0) {
			deeper(levels - 1, number);
			return;
		}
		try {
			Connection connection = this.pool.getConnection();
			this.borrowed.add(connection);
			connection.createStatement()
				.execute("select 'a value of some length', " + number
						+ " from information_schema.tables where table_name like 'orders%' and table_schema = 'public'");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage
	static class Application {

		@Bean
		HikariDataSource dataSource() {
			HikariDataSource pool = new HikariDataSource();
			pool.setJdbcUrl("jdbc:h2:mem:page-size");
			pool.setMaximumPoolSize(CHECKOUTS);
			return pool;
		}

	}

}

package io.github.connectionpool.web;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.connectionpool.event.CheckoutLeaked;
import io.github.connectionpool.event.CheckoutReclaimed;
import io.github.connectionpool.event.PoolExhausted;
import io.github.connectionpool.report.CheckoutReport;

/**
 * One page that gives its connection back, one that does so after a long pause, and one
 * that loses it on an exception.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@AutoConfigurationPackage
class LeakStormApplication {

	/** In a JVM of its own, so that no test's garbage helps. */
	public static void main(String[] arguments) {
		ConfigurableApplicationContext application = SpringApplication.run(LeakStormApplication.class, arguments);
		System.out.println(PORT + application.getEnvironment().getProperty("local.server.port"));
	}

	static final String PORT = "The port is ";

	@Bean
	Heard heard() {
		return new Heard();
	}

	@RestController
	static class Pages {

		private final DataSource dataSource;

		private final Heard heard;

		Pages(DataSource dataSource, Heard heard) {
			this.dataSource = dataSource;
			this.heard = heard;
		}

		@GetMapping("/short")
		String brief() throws SQLException {
			try (Connection connection = this.dataSource.getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("select pg_sleep(0.002)");
			}
			return "ok";
		}

		/** Idle in a transaction for longer than it takes to become suspicious. */
		@GetMapping("/long")
		String patient() throws Exception {
			try (Connection connection = this.dataSource.getConnection();
					Statement statement = connection.createStatement()) {
				connection.setAutoCommit(false);
				statement.execute("select 1");
				Thread.sleep(4_000);
				statement.execute("select 1");
				connection.commit();
			}
			return "ok";
		}

		@GetMapping("/lose")
		String lose() throws SQLException {
			Connection connection = this.dataSource.getConnection();
			connection.setAutoCommit(false);
			connection.createStatement().execute("select 1");
			if (connection.getAutoCommit() == false) {
				throw new IllegalStateException("order 42 is not for sale");
			}
			connection.close();
			return "ok";
		}

		@GetMapping("/heard")
		Heard.Told heard() {
			return this.heard.told();
		}

		@ExceptionHandler
		ResponseEntity<String> failed(Exception ex) {
			return ResponseEntity.internalServerError().body(ex.getClass().getSimpleName() + ": " + ex.getMessage());
		}

	}

	/** Keeps the application events. */
	static class Heard {

		/**
		 * What was told so far.
		 */
		record Told(Set<String> leaks, int reclaimed, Set<String> reclaims, List<String> exhaustions) {

		}

		private final Set<String> leaks = ConcurrentHashMap.newKeySet();

		private final Set<String> reclaims = ConcurrentHashMap.newKeySet();

		private final AtomicInteger reclaimed = new AtomicInteger();

		private final List<String> exhaustions = new CopyOnWriteArrayList<>();

		@EventListener
		void on(CheckoutLeaked event) {
			this.leaks.add(text(event.checkout()));
		}

		@EventListener
		void on(CheckoutReclaimed event) {
			this.reclaimed.incrementAndGet();
			this.reclaims.add(text(event.checkout()));
		}

		@EventListener
		void on(PoolExhausted event) {
			this.exhaustions.add(event.exhaustion().summary());
		}

		private static String text(CheckoutReport report) {
			// the default takes no stack of most borrows, and has learned the line
			String line = (report.callSite() != null || report.likelyCallSites().isEmpty()) ? report.callSite()
					: report.likelyCallSites().get(0).callSite();
			return report.judgement().reason() + " at " + line;
		}

		Told told() {
			return new Told(this.leaks, this.reclaimed.get(), this.reclaims, this.exhaustions);
		}

	}

}

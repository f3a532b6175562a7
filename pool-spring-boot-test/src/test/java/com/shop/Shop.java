package com.shop;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application that leaks where it is told to.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableAsync
@Import(Shop.Controller.class)
public class Shop {

	/** Connections that are kept, so that no collection returns them. */
	static final List<Connection> KEPT = new CopyOnWriteArrayList<>();

	/** How often a connection has been held for a while. */
	static final AtomicInteger HOLDS = new AtomicInteger();

	@Bean
	Orders orders(DataSource dataSource, JdbcTemplate jdbcTemplate) {
		return new Orders(dataSource, jdbcTemplate);
	}

	/** Uses connections well and badly. */
	public static class Orders {

		private final DataSource dataSource;

		private final JdbcTemplate jdbcTemplate;

		Orders(DataSource dataSource, JdbcTemplate jdbcTemplate) {
			this.dataSource = dataSource;
			this.jdbcTemplate = jdbcTemplate;
		}

		public int count() {
			Integer one = this.jdbcTemplate.queryForObject("select 1", Integer.class);
			return (one != null) ? one : 0;
		}

		@Transactional
		public int countInTransaction() {
			return count();
		}

		public void keep() throws SQLException {
			KEPT.add(Lines.here(this.dataSource).getConnection());
		}

		@Async
		public CompletableFuture<String> keepLater() throws SQLException {
			keep();
			return CompletableFuture.completedFuture(Thread.currentThread().getName());
		}

		@Async
		public CompletableFuture<String> countLater(long millis) throws SQLException, InterruptedException {
			try (Connection connection = this.dataSource.getConnection()) {
				Thread.sleep(millis);
				connection.isValid(1);
				return CompletableFuture.completedFuture(Thread.currentThread().getName());
			}
		}

		@EventListener
		public void keepWhenPlaced(OrderPlaced event) throws SQLException {
			keep();
		}

		@Async
		public CompletableFuture<String> loseLater() throws SQLException {
			try {
				loseByException();
			}
			catch (IllegalStateException ex) {
				// the handler of an application
			}
			return CompletableFuture.completedFuture(Thread.currentThread().getName());
		}

		public void holdFor(long millis) throws SQLException, InterruptedException {
			try (Connection connection = this.dataSource.getConnection()) {
				connection.isValid(1);
				HOLDS.incrementAndGet();
				Thread.sleep(millis);
			}
		}

		public void loseByException() throws SQLException {
			Connection connection = Lines.here(this.dataSource).getConnection();
			if (connection.isValid(1)) {
				throw new IllegalStateException("no such order");
			}
			connection.close();
		}

	}

	/** An event. */
	record OrderPlaced() {

	}

	/** Serves requests. Each answer is the name of the thread. */
	@RestController
	static class Controller {

		private final Orders orders;

		Controller(Orders orders) {
			this.orders = orders;
		}

		@GetMapping("/count")
		String count() {
			this.orders.count();
			return Thread.currentThread().getName();
		}

		@GetMapping("/slow")
		String slow() throws SQLException, InterruptedException {
			this.orders.holdFor(1500);
			return Thread.currentThread().getName();
		}

		@GetMapping("/keep")
		String keep() throws SQLException {
			this.orders.keep();
			return Thread.currentThread().getName();
		}

		@GetMapping("/lose")
		String lose() throws SQLException {
			try {
				this.orders.loseByException();
			}
			catch (IllegalStateException ex) {
				// the error handler of an application
			}
			return Thread.currentThread().getName();
		}

		@GetMapping("/keep-later")
		Callable<String> keepLater() {
			return () -> {
				this.orders.keep();
				return Thread.currentThread().getName();
			};
		}

	}

}

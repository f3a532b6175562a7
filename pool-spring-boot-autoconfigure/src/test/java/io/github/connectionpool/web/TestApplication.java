package io.github.connectionpool.web;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import org.springframework.context.event.EventListener;

import io.github.connectionpool.event.CheckoutSuspected;
import io.github.connectionpool.event.PoolUtilizationChanged;

/**
 * A small application: what it borrows it gives back when a test says so.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@AutoConfigurationPackage
@EnableTransactionManagement
class TestApplication {

	@Bean
	Lender lender(DataSource dataSource) {
		return new Lender(dataSource);
	}

	@Bean
	Orders orders(JdbcTemplate jdbc) {
		return new Orders(jdbc);
	}

	@Bean
	Heard heard() {
		return new Heard();
	}

	/** Borrows and forgets to return. */
	static class Lender {

		private final DataSource dataSource;

		private final List<Connection> lent = new CopyOnWriteArrayList<>();

		Lender(DataSource dataSource) {
			this.dataSource = dataSource;
		}

		void lend(int count, String sql) throws SQLException {
			for (int i = 0; i < count; i++) {
				use(this.dataSource.getConnection(), sql);
			}
		}

		/** At a line of its own, of which nothing has been logged yet. */
		void lendAtAnotherLine(int count, String sql) throws SQLException {
			for (int i = 0; i < count; i++) {
				use(this.dataSource.getConnection(), sql);
			}
		}

		private void use(Connection connection, String sql) throws SQLException {
			this.lent.add(connection);
			try (var statement = connection.createStatement()) {
				statement.execute(sql);
			}
		}

		void takeBack() throws SQLException {
			for (Connection connection : this.lent) {
				connection.close();
			}
			this.lent.clear();
		}

	}

	/** Does any work in a transaction. */
	static class Orders {

		private final JdbcTemplate jdbc;

		Orders(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		@Transactional
		public <T> T inTransaction(Supplier<T> work) {
			this.jdbc.execute("select 1");
			return work.get();
		}

	}

	@RestController
	static class OrderController {

		private final Lender lender;

		OrderController(Lender lender) {
			this.lender = lender;
		}

		@GetMapping("/orders/{user}/leak")
		String leak(@PathVariable String user) throws SQLException {
			this.lender.lend(1, "select 1");
			return user;
		}

	}

	/** Keeps the application events. */
	static class Heard {

		final List<PoolUtilizationChanged> levels = new CopyOnWriteArrayList<>();

		final List<CheckoutSuspected> suspects = new CopyOnWriteArrayList<>();

		@EventListener
		void on(PoolUtilizationChanged event) {
			this.levels.add(event);
		}

		@EventListener
		void on(CheckoutSuspected event) {
			this.suspects.add(event);
		}

	}

}

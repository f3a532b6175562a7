package com.shop;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/**
 * Slices and contexts of all kinds. Each has a test that leaks and one that does not.
 */
public final class SliceCases {

	private SliceCases() {
	}

	/** A transaction around each test, and an embedded database instead of a pool. */
	@JdbcTest
	public static class OfJdbc {

		@Autowired
		DataSource dataSource;

		@Autowired
		EmbeddedDatabase embedded;

		@Autowired
		JdbcTemplate jdbcTemplate;

		@Test
		void healthy() {
			this.jdbcTemplate.execute("select 1");
		}

		@Test
		void leaking() throws SQLException {
			Lines.here(this.dataSource).getConnection();
		}

	}

	/** Entity managers that are closed, and one that is not. */
	@DataJpaTest(properties = "spring.autoconfigure.exclude=")
	public static class OfJpa {

		@Autowired
		EntityManager entityManager;

		@Autowired
		EntityManagerFactory factory;

		@Test
		void healthy() {
			this.entityManager.createNativeQuery("select 1").getSingleResult();
		}

		@Test
		void leaking() {
			EntityManager own = this.factory.createEntityManager();
			Lines.hereFor(own.getTransaction()).begin();
		}

	}

	/** A pool in a slice, from the details that a service connection gives. */
	@JdbcTest
	@AutoConfigureTestDatabase(replace = AutoConfigureTestDatabase.Replace.NONE)
	@Import(OfService.Service.class)
	public static class OfService {

		@Autowired
		DataSource dataSource;

		@Autowired
		JdbcTemplate jdbcTemplate;

		@Test
		void healthy() {
			this.jdbcTemplate.execute("select 1");
		}

		@Test
		void leaking() throws SQLException {
			Lines.here(this.dataSource).getConnection();
		}

		/** In place of a container. */
		@TestConfiguration(proxyBeanMethods = false)
		static class Service {

			@Bean
			JdbcConnectionDetails details() {
				return new JdbcConnectionDetails() {

					@Override
					public String getUsername() {
						return "sa";
					}

					@Override
					public String getPassword() {
						return "";
					}

					@Override
					public String getJdbcUrl() {
						return "jdbc:h2:mem:service";
					}

				};
			}

		}

	}

	/** The whole application, with a replaced database. */
	@SpringBootTest
	@AutoConfigureTestDatabase
	public static class OfReplacedDatabase {

		@Autowired
		DataSource dataSource;

		@Autowired
		Shop.Orders orders;

		@Test
		void healthy() {
			this.orders.countInTransaction();
		}

		@Test
		void leaking() throws SQLException {
			Lines.here(this.dataSource).getConnection();
		}

	}

	/** No Spring Boot, and data sources that are injected by their classes. */
	@SpringJUnitConfig
	public static class OfSpring {

		@Autowired
		EmbeddedDatabase embedded;

		@Autowired
		DriverManagerDataSource driverManager;

		@Autowired
		SingleConnectionDataSource single;

		@Test
		void healthy() throws SQLException {
			try (Connection connection = this.driverManager.getConnection("sa", "")) {
				connection.isValid(1);
			}
			// not closed, as it is the same again and again
			this.single.getConnection();
		}

		@Test
		void leaking() throws SQLException {
			Lines.here(this.embedded).getConnection();
			Lines.here(this.driverManager).getConnection();
		}

		@Configuration(proxyBeanMethods = false)
		static class Databases {

			@Bean
			EmbeddedDatabase embedded() {
				return new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2).generateUniqueName(true).build();
			}

			@Bean
			DriverManagerDataSource driverManager() {
				return new DriverManagerDataSource("jdbc:h2:mem:driver", "sa", "");
			}

			@Bean
			SingleConnectionDataSource single() {
				return new SingleConnectionDataSource("jdbc:h2:mem:single", "sa", "", true);
			}

		}

	}

}

package io.github.connectionpool.autoconfigure;

import java.util.Map;

import javax.sql.DataSource;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With {@code provider_disables_autocommit} Hibernate borrows for its first statement,
 * within the transaction, and its session holds the connection past the commit.
 */
class HibernateAfterCommitTests {

	private final ApplicationContextRunner contextRunner = Transactions.contextRunner()
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:hibernate-after-commit",
				"spring.datasource.hikari.auto-commit=false", "spring.datasource.hikari.maximum-pool-size=3",
				"connectionpool.check-interval=100ms", "connectionpool.leak.evidence-after=100ms",
				"connectionpool.leak.quiet=1s", "connectionpool.leak.threshold=1h",
				"connectionpool.leak.reclaim=leaked")
		.withUserConfiguration(Shop.class);

	@Test
	void aListenerThatPausesAndQueriesAgainIsNoLeak() {
		this.contextRunner.run((context) -> {
			EntityManager session = SharedEntityManagerCreator
				.createSharedEntityManager(context.getBean(EntityManagerFactory.class));
			Shop shop = context.getBean(Shop.class);
			Transactions.named(context.getBean(PlatformTransactionManager.class), "place")
				.executeWithoutResult((status) -> {
					assertThat(AfterCommit.open(context)).as("borrowed before a statement").isEmpty();
					session.createNativeQuery("select 1", Integer.class).getSingleResult();
					context.publishEvent(new AfterCommit.Placed(() -> {
						assertThat(AfterCommit.open(context)).as("held past the commit").hasSize(1);
						AfterCommit.pause(context);
						assertThat(session.createNativeQuery("select 2", Integer.class).getSingleResult()).isEqualTo(2);
					}));
				});
			assertThat(shop.listened).hasValue(1);
			assertThat(shop.leaks).hasValue(0);
			assertThat(AfterCommit.open(context)).isEmpty();
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Shop extends AfterCommit {

		@Bean
		LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setDataSource(dataSource);
			factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			factory.setPackagesToScan("com.example.none");
			factory.setJpaPropertyMap(Map.of("hibernate.connection.provider_disables_autocommit", "true",
					"hibernate.boot.allow_jdbc_metadata_access", "false", "hibernate.dialect",
					"org.hibernate.dialect.H2Dialect"));
			return factory;
		}

		@Bean
		JpaTransactionManager transactionManager(EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

	}

}

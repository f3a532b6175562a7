package io.github.connectionpool.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionalEventListener;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.event.CheckoutLeaked;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.PoolRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With {@code provider_disables_autocommit} Hibernate borrows for its first statement,
 * within the transaction, and its session holds the connection past the commit.
 */
class HibernateAfterCommitTests {

	/** Longer than what makes a leak here, by looks that are taken all the time. */
	private static final Duration PAUSE = Duration.ofMillis(2500);

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
					assertThat(open(context)).as("borrowed before a statement").isEmpty();
					session.createNativeQuery("select 1", Integer.class).getSingleResult();
					context.publishEvent(new Placed(() -> {
						pause(context);
						assertThat(session.createNativeQuery("select 2", Integer.class).getSingleResult()).isEqualTo(2);
					}));
				});
			assertThat(shop.listened).hasValue(1);
			assertThat(shop.leaks).hasValue(0);
			assertThat(open(context)).isEmpty();
		});
	}

	private static List<Checkout> open(ApplicationContext context) {
		return context.getBean(PoolRegistry.class)
			.all()
			.stream()
			.flatMap((pool) -> pool.ledger().oldestFirst().stream())
			.toList();
	}

	/** Until what is open has not been used for longer than a leak may be. */
	private static void pause(ApplicationContext context) {
		List<Checkout> open = open(context);
		assertThat(open).as("held past the commit").hasSize(1);
		TestPools.await().pollInSameThread().until(() -> open.get(0).unchanged(System.nanoTime()).compareTo(PAUSE) > 0);
	}

	@Configuration(proxyBeanMethods = false)
	static class Shop {

		private final AtomicInteger listened = new AtomicInteger();

		private final AtomicInteger leaks = new AtomicInteger();

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

		@TransactionalEventListener
		public void placed(Placed placed) {
			placed.afterCommit().run();
			this.listened.incrementAndGet();
		}

		@EventListener
		public void leaked(CheckoutLeaked leak) {
			this.leaks.incrementAndGet();
		}

	}

	record Placed(Runnable afterCommit) {
	}

}

package io.github.connectionpool.autoconfigure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.report.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What goes on after a commit, on the thread of the transaction, is still work that holds
 * the connection.
 */
class AfterCommitTests {

	private final ApplicationContextRunner contextRunner = Transactions.contextRunner()
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:after-commit", "connectionpool.check-interval=100ms",
				"connectionpool.leak.evidence-after=100ms", "connectionpool.leak.quiet=1s",
				"connectionpool.leak.threshold=1h", "connectionpool.leak.reclaim=leaked",
				"spring.datasource.hikari.maximum-pool-size=3")
		.withUserConfiguration(Shop.class);

	@Test
	void aListenerThatPausesAndQueriesAgainIsNoLeakWhereConnectionsAreFetchedLate() {
		this.contextRunner.withPropertyValues("spring.datasource.connection-fetch=lazy").run((context) -> {
			Shop shop = context.getBean(Shop.class);
			shop.place(context, () -> {
				AfterCommit.pause(context);
				assertThat(context.getBean(JdbcTemplate.class).queryForObject("select 1", Integer.class)).isOne();
			});
			assertThat(shop.listened).hasValue(1);
			assertThat(shop.leaks).hasValue(0);
		});
	}

	@Test
	void threadsThatWaitForAnotherConnectionAfterTheCommitAreWaiting() {
		this.contextRunner
			.withPropertyValues("spring.datasource.connection-fetch=lazy",
					"spring.datasource.hikari.connection-timeout=60000")
			.run((context) -> {
				Shop shop = context.getBean(Shop.class);
				TransactionTemplate inner = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
				inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
				CountDownLatch all = new CountDownLatch(3);
				ExecutorService executor = Executors.newFixedThreadPool(3);
				for (int i = 0; i < 3; i++) {
					executor.execute(() -> shop.place(context, () -> {
						all.countDown();
						await(all);
						inner.executeWithoutResult((status) -> context.getBean(JdbcTemplate.class).execute("select 1"));
					}));
				}
				TestPools.await()
					.until(() -> verdicts(context).equals(List.of(Verdict.WAITING, Verdict.WAITING, Verdict.WAITING)));
				long since = System.nanoTime();
				TestPools.await().until(() -> System.nanoTime() - since > AfterCommit.PAUSE.toNanos());
				assertThat(verdicts(context)).containsOnly(Verdict.WAITING);
				assertThat(shop.leaks).hasValue(0);
				executor.shutdownNow();
			});
	}

	@Test
	void aCursorThatIsReadOnInTheNextTransactionsOfItsThreadIsNoLeak() {
		this.contextRunner.run((context) -> {
			Shop shop = context.getBean(Shop.class);
			TransactionTemplate chunk = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
			ExecutorService executor = Executors.newSingleThreadExecutor();
			Future<Integer> rows = executor.submit(() -> new Batch(context).run(chunk));
			assertThat(rows.get()).isEqualTo(3);
			executor.shutdown();
			assertThat(shop.leaks).hasValue(0);
		});
	}

	@Test
	void whatWasBorrowedInATransactionAndForgottenIsALeakOnceItsThreadIsIdle() {
		this.contextRunner.withPropertyValues("connectionpool.leak.reclaim=never").run((context) -> {
			Shop shop = context.getBean(Shop.class);
			TransactionTemplate template = Transactions.named(context.getBean(PlatformTransactionManager.class),
					"place");
			ExecutorService executor = Executors.newSingleThreadExecutor();
			Future<Connection> lost = executor
				.submit(() -> template.execute((status) -> connection(context.getBean(DataSource.class))));
			TestPools.await().until(() -> shop.leaks.get() == 1);
			executor.shutdown();
			lost.get().close();
		});
	}

	private static List<Verdict> verdicts(ApplicationContext context) {
		Reporter reporter = context.getBean(Reporter.class);
		return reporter.judge(context.getBean(PoolRegistry.class).all().get(0))
			.checkouts(10)
			.stream()
			.map((report) -> report.judgement().verdict())
			.toList();
	}

	private static Connection connection(DataSource dataSource) {
		try {
			return dataSource.getConnection();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Reads a row in each of three transactions, from one cursor. */
	private record Batch(ApplicationContext context) {

		int run(TransactionTemplate chunk) throws SQLException {
			Connection connection = chunk.execute((status) -> connection(this.context.getBean(DataSource.class)));
			int read = 0;
			try (connection;
					var statement = connection.createStatement();
					var rows = statement.executeQuery("select x from system_range(1, 3)")) {
				for (int i = 0; i < 3; i++) {
					AfterCommit.pause(this.context);
					Boolean next = chunk.execute((status) -> next(rows));
					read += Boolean.TRUE.equals(next) ? 1 : 0;
				}
			}
			return read;
		}

		private static boolean next(ResultSet rows) {
			try {
				return rows.next();
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Shop extends AfterCommit {

		/** A transaction that queries and publishes what runs after its commit. */
		void place(ApplicationContext context, Runnable afterCommit) {
			ApplicationEventPublisher publisher = context;
			Transactions.named(context.getBean(PlatformTransactionManager.class), "place")
				.executeWithoutResult((status) -> {
					context.getBean(JdbcTemplate.class).execute("select 1");
					publisher.publishEvent(new AfterCommit.Placed(afterCommit));
				});
		}

	}

}

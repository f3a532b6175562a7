package io.github.connectionpool.internal.watch;

import java.sql.Connection;
import java.util.concurrent.CyclicBarrier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.report.Deadlock;
import io.github.connectionpool.report.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Deadlocks of real pools, by what closes them.
 */
class DeadlockKindsTests {

	private final StuckThreads threads = new StuckThreads();

	private final CyclicBarrier bothHoldOne = new CyclicBarrier(2);

	private final CyclicBarrier threeHoldOne = new CyclicBarrier(3);

	@AfterEach
	void end() throws InterruptedException {
		this.threads.end();
	}

	@ParameterizedTest
	@EnumSource(StackCapture.class)
	void nestedBorrows(StackCapture capture) {
		RealPool pool = this.threads.pool("orders", 3, capture);
		for (int i = 0; i < 3; i++) {
			this.threads.start(() -> WorkUnit.call("copy", () -> {
				try (Connection first = pool.dataSource.getConnection()) {
					this.threeHoldOne.await();
					return StuckThreads.second(pool, first);
				}
			}));
		}
		pool.awaitQueue(3);
		assertThat(pool.look()).satisfies((deadlock) -> {
			assertThat(deadlock.causes()).containsExactly(Deadlock.Cause.NESTED_BORROW);
			assertThat(deadlock.sizeThatWouldDo()).isEqualTo(4);
		});
		assertThat(pool.watch.history().usage().nestedDemand()).isEqualTo(4);
	}

	@ParameterizedTest
	@EnumSource(value = StackCapture.class, names = "NEVER", mode = EnumSource.Mode.EXCLUDE)
	void nestedBorrowsWithoutAUnitOfWork(StackCapture capture) {
		RealPool pool = this.threads.pool("orders", 3, capture);
		for (int i = 0; i < 3; i++) {
			this.threads.start(() -> {
				try (Connection first = pool.dataSource.getConnection()) {
					this.threeHoldOne.await();
					return StuckThreads.second(pool, first);
				}
			});
		}
		pool.awaitQueue(3);
		assertThat(pool.look()).isNotNull();
		assertThat(pool.watch.history().usage().nestedDemand()).isPositive();
	}

	@Test
	void withoutAStackAndAUnitOfWorkNothingIsProven() {
		RealPool pool = this.threads.pool("orders", 1, StackCapture.NEVER);
		this.threads.start(() -> {
			try (Connection first = pool.dataSource.getConnection()) {
				return StuckThreads.second(pool, first);
			}
		});
		pool.awaitQueue(1);
		assertThat(pool.look()).isNull();
		assertThat(pool.watch.last().count(Verdict.WAITING)).isOne();
	}

	@ParameterizedTest
	@EnumSource(value = StackCapture.class, names = "NEVER", mode = EnumSource.Mode.EXCLUDE)
	void twoPoolsInCrossedOrder(StackCapture capture) {
		RealPool orders = this.threads.pool("orders", 1, capture);
		RealPool stock = this.threads.pool("stock", 1, capture);
		cross(orders, stock);
		cross(stock, orders);
		orders.awaitQueue(1);
		stock.awaitQueue(1);
		assertThat(orders.look()).satisfies((deadlock) -> {
			assertThat(deadlock.causes()).containsExactly(Deadlock.Cause.OTHER_POOL);
			assertThat(deadlock.otherPools()).containsExactly("stock");
			assertThat(deadlock.text()).contains("'orders'").contains("'stock'").contains("in the same order");
		});
		assertThat(stock.look()).satisfies((deadlock) -> assertThat(deadlock.otherPools()).containsExactly("orders"));
	}

	@ParameterizedTest
	@EnumSource(value = StackCapture.class, names = "NEVER", mode = EnumSource.Mode.EXCLUDE)
	void workAfterACommitThatNeedsAConnectionOfItsOwn(StackCapture capture) {
		RealPool pool = this.threads.pool("orders", 3, capture);
		LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy(pool.dataSource);
		DataSourceTransactionManager transactions = new DataSourceTransactionManager(lazy);
		for (int i = 0; i < 3; i++) {
			this.threads.start(() -> {
				new TransactionTemplate(transactions).executeWithoutResult((status) -> {
					TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

						@Override
						public void afterCommit() {
							meet();
							audit(transactions, lazy);
						}

					});
					new JdbcTemplate(lazy).execute("select 1");
				});
				return null;
			});
		}
		pool.awaitQueue(3);
		assertThat(pool.look())
			.satisfies((deadlock) -> assertThat(deadlock.causes()).containsExactly(Deadlock.Cause.NESTED_BORROW));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void nestedBorrowsOfVirtualThreads() throws Exception {
		RealPool pool = this.threads.pool("orders", 3, StackCapture.ALWAYS);
		for (int i = 0; i < 3; i++) {
			this.threads.startVirtual(() -> {
				try (Connection first = pool.dataSource.getConnection()) {
					this.threeHoldOne.await();
					return StuckThreads.second(pool, first);
				}
			});
		}
		pool.awaitQueue(3);
		assertThat(pool.look()).satisfies((deadlock) -> assertThat(deadlock.unbounded()).isTrue());
	}

	@Test
	void isOverWhenOneGoesOn() throws Exception {
		RealPool orders = this.threads.pool("orders", 1, StackCapture.ALWAYS);
		RealPool stock = this.threads.pool("stock", 1, StackCapture.ALWAYS);
		cross(orders, stock);
		cross(stock, orders);
		orders.awaitQueue(1);
		stock.awaitQueue(1);
		assertThat(orders.look()).isNotNull();
		this.threads.threads().get(0).interrupt();
		this.threads.threads().get(0).join();
		this.threads.threads().get(1).join();
		assertThat(orders.look()).isNull();
		assertThat(orders.watch.last().findings()).isEmpty();
	}

	private void cross(RealPool one, RealPool other) {
		this.threads.start(() -> {
			try (Connection first = one.dataSource.getConnection()) {
				this.bothHoldOne.await();
				return StuckThreads.second(other, first);
			}
		});
	}

	private static void audit(DataSourceTransactionManager transactions, LazyConnectionDataSourceProxy lazy) {
		TransactionTemplate own = new TransactionTemplate(transactions);
		own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		own.executeWithoutResult((status) -> new JdbcTemplate(lazy).execute("select 1"));
	}

	private void meet() {
		try {
			this.threeHoldOne.await();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}

package io.github.connectionpool.internal.watch;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
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

import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.internal.executor.OnDemandExecutor;
import io.github.connectionpool.internal.garbage.Garbage;
import io.github.connectionpool.internal.jdbc.MonitoredDataSource;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.verdict.LeakTimes;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.Deadlock;
import io.github.connectionpool.report.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Deadlocks of real pools, by what closes them.
 */
class DeadlockKindsTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final List<RealPool> pools = new ArrayList<>();

	private final List<Thread> threads = new ArrayList<>();

	private final CyclicBarrier bothHoldOne = new CyclicBarrier(2);

	private final CyclicBarrier threeHoldOne = new CyclicBarrier(3);

	private final Object monitor = new Object();

	private final ReentrantLock lock = new ReentrantLock();

	@AfterEach
	void end() throws InterruptedException {
		// a pool that is closed first waits for what is out of it
		this.threads.forEach(Thread::interrupt);
		for (Thread thread : this.threads) {
			thread.join();
		}
		this.pools.forEach((pool) -> pool.hikari.close());
	}

	@ParameterizedTest
	@EnumSource(StackCapture.class)
	void nestedBorrows(StackCapture capture) {
		RealPool pool = pool("orders", 3, capture);
		for (int i = 0; i < 3; i++) {
			start(() -> WorkUnit.call("copy", () -> {
				try (Connection first = pool.dataSource.getConnection()) {
					this.threeHoldOne.await();
					return second(pool, first);
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
		RealPool pool = pool("orders", 3, capture);
		for (int i = 0; i < 3; i++) {
			start(() -> {
				try (Connection first = pool.dataSource.getConnection()) {
					this.threeHoldOne.await();
					return second(pool, first);
				}
			});
		}
		pool.awaitQueue(3);
		assertThat(pool.look()).isNotNull();
		assertThat(pool.watch.history().usage().nestedDemand()).isPositive();
	}

	@Test
	void withoutAStackAndAUnitOfWorkNothingIsProven() {
		RealPool pool = pool("orders", 1, StackCapture.NEVER);
		start(() -> {
			try (Connection first = pool.dataSource.getConnection()) {
				return second(pool, first);
			}
		});
		pool.awaitQueue(1);
		assertThat(pool.look()).isNull();
		assertThat(pool.watch.last().count(Verdict.WAITING)).isOne();
	}

	@ParameterizedTest
	@EnumSource(value = StackCapture.class, names = "NEVER", mode = EnumSource.Mode.EXCLUDE)
	void twoPoolsInCrossedOrder(StackCapture capture) {
		RealPool orders = pool("orders", 1, capture);
		RealPool stock = pool("stock", 1, capture);
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
	void aHolderThatWaitsForAMonitorWhoseOwnerWaitsForThePool(StackCapture capture) {
		RealPool pool = pool("orders", 2, capture);
		lockAndPool(pool, () -> {
			synchronized (this.monitor) {
				return pool.dataSource.getConnection();
			}
		}, () -> {
			synchronized (this.monitor) {
				return null;
			}
		});
		assertThat(pool.look()).satisfies((deadlock) -> {
			assertThat(deadlock.causes()).containsExactly(Deadlock.Cause.LOCK);
			assertThat(deadlock.holders()).singleElement().satisfies((holder) -> {
				assertThat(holder.waitsFor())
					.contains("that thread 'audit' holds, which waits for a connection of pool" + " 'orders' at ")
					.contains("DeadlockKindsTests");
				assertThat(holder.connections()).isEqualTo(2);
			});
			assertThat(deadlock.text()).contains("borrow before the lock is taken");
		});
	}

	@Test
	void aHolderThatWaitsForALockWhoseOwnerWaitsForThePool() {
		RealPool pool = pool("orders", 2, StackCapture.ALWAYS);
		lockAndPool(pool, () -> {
			this.lock.lock();
			try {
				return pool.dataSource.getConnection();
			}
			finally {
				this.lock.unlock();
			}
		}, () -> {
			this.lock.lock();
			try {
				return null;
			}
			finally {
				this.lock.unlock();
			}
		});
		assertThat(pool.look())
			.satisfies((deadlock) -> assertThat(deadlock.causes()).containsExactly(Deadlock.Cause.LOCK));
	}

	@Test
	void aLockWhoseOwnerMayGoOnIsNone() throws Exception {
		RealPool pool = pool("orders", 1, StackCapture.ALWAYS);
		this.lock.lock();
		try {
			start(() -> {
				try (Connection first = pool.dataSource.getConnection()) {
					this.lock.lock();
					return first.isClosed();
				}
			});
			TestPools.await().until(this.lock::hasQueuedThreads);
			start(pool.dataSource::getConnection);
			pool.awaitQueue(1);
			assertThat(pool.look()).isNull();
		}
		finally {
			this.lock.unlock();
		}
	}

	@ParameterizedTest
	@EnumSource(value = StackCapture.class, names = "NEVER", mode = EnumSource.Mode.EXCLUDE)
	void workAfterACommitThatNeedsAConnectionOfItsOwn(StackCapture capture) {
		RealPool pool = pool("orders", 3, capture);
		LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy(pool.dataSource);
		DataSourceTransactionManager transactions = new DataSourceTransactionManager(lazy);
		for (int i = 0; i < 3; i++) {
			start(() -> {
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
		RealPool pool = pool("orders", 3, StackCapture.ALWAYS);
		for (int i = 0; i < 3; i++) {
			this.threads.add(virtual(() -> {
				try (Connection first = pool.dataSource.getConnection()) {
					this.threeHoldOne.await();
					return second(pool, first);
				}
			}));
		}
		pool.awaitQueue(3);
		assertThat(pool.look()).satisfies((deadlock) -> assertThat(deadlock.unbounded()).isTrue());
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void ofALockOfVirtualThreadsTheJvmDoesNotTell() throws Exception {
		RealPool pool = pool("orders", 1, StackCapture.ALWAYS);
		this.threads.add(virtual(() -> {
			try (Connection first = pool.dataSource.getConnection()) {
				this.bothHoldOne.await();
				this.lock.lock();
				return first.isClosed();
			}
		}));
		this.threads.add(virtual(() -> {
			this.lock.lock();
			try {
				this.bothHoldOne.await();
				return pool.dataSource.getConnection();
			}
			finally {
				this.lock.unlock();
			}
		}));
		pool.awaitQueue(1);
		TestPools.await().until(this.lock::hasQueuedThreads);
		assertThat(pool.look()).isNull();
	}

	@Test
	void isOverWhenOneGoesOn() throws Exception {
		RealPool orders = pool("orders", 1, StackCapture.ALWAYS);
		RealPool stock = pool("stock", 1, StackCapture.ALWAYS);
		cross(orders, stock);
		cross(stock, orders);
		orders.awaitQueue(1);
		stock.awaitQueue(1);
		assertThat(orders.look()).isNotNull();
		this.threads.get(0).interrupt();
		this.threads.get(0).join();
		this.threads.get(1).join();
		assertThat(orders.look()).isNull();
		assertThat(orders.watch.last().findings()).isEmpty();
	}

	private void cross(RealPool one, RealPool other) {
		start(() -> {
			try (Connection first = one.dataSource.getConnection()) {
				this.bothHoldOne.await();
				return second(other, first);
			}
		});
	}

	/**
	 * Two hold a connection and need the lock, one has the lock and needs a connection.
	 */
	private void lockAndPool(RealPool pool, Callable<?> lockAndBorrow, Callable<?> lockOnly) {
		for (int i = 0; i < 2; i++) {
			start(() -> {
				try (Connection first = pool.dataSource.getConnection()) {
					this.threeHoldOne.await();
					pool.awaitQueue(1);
					lockOnly.call();
					return first.isClosed();
				}
			});
		}
		start("audit", () -> {
			this.threeHoldOne.await();
			return lockAndBorrow.call();
		});
		TestPools.await()
			.until(() -> this.threads.subList(0, 2)
				.stream()
				.allMatch((thread) -> Stream.of(thread.getStackTrace())
					.noneMatch((frame) -> frame.getClassName().contains("awaitility"))
						&& (thread.getState() == Thread.State.BLOCKED || this.lock.getQueueLength() == 2)));
	}

	private static boolean second(RealPool pool, Connection first) throws SQLException {
		try (Connection second = pool.dataSource.getConnection()) {
			return second.isClosed() && first.isClosed();
		}
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

	private void start(Callable<?> action) {
		start("worker-" + this.threads.size(), action);
	}

	private void start(String name, Callable<?> action) {
		Thread thread = new Thread(ignoringFailures(action), name);
		this.threads.add(thread);
		thread.start();
	}

	private static Thread virtual(Callable<?> action) throws ReflectiveOperationException {
		return (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class)
			.invoke(null, ignoringFailures(action));
	}

	private static Runnable ignoringFailures(Callable<?> action) {
		return () -> {
			try {
				action.call();
			}
			catch (Exception ex) {
				// the end of the test
			}
		};
	}

	private RealPool pool(String name, int max, StackCapture capture) {
		RealPool pool = new RealPool(name, max, capture);
		this.pools.add(pool);
		return pool;
	}

	/** A real pool with its watch. */
	private static final class RealPool {

		private final int max;

		private final HikariDataSource hikari;

		private final MonitoredDataSource dataSource;

		private final PoolWatch watch;

		private final Told told = new Told();

		RealPool(String name, int max, StackCapture capture) {
			this.max = max;
			this.hikari = TestPools.hikari(max);
			MonitoredPool pool = new MonitoredPool(name, "com.example.ThePool", TestPools.statistics(this.hikari),
					new CallSites(List.of("io.github.connectionpool.internal.watch")), capture, TestPools.THRESHOLDS,
					Eviction.ABORT);
			this.dataSource = new MonitoredDataSource(this.hikari, pool, () -> CheckoutContext.NONE);
			this.watch = new PoolWatch(pool, new Reporter(TestPools.judge(Duration.ofMinutes(5))),
					WatchSettings.every(Duration.ofSeconds(1)), this.told, new OnDemandExecutor("helper"),
					Garbage.none(), () -> {
					});
			this.watch.look(System.nanoTime());
		}

		/**
		 * What two looks have found, the second when the connections have lain for long.
		 */
		@Nullable Deadlock look() {
			this.told.deadlocks.clear();
			long now = System.nanoTime() + SECOND;
			this.watch.look(now);
			this.watch.look(now + LeakTimes.DEFAULTS.quiet().toNanos());
			return this.told.deadlocks.isEmpty() ? null : this.told.deadlocks.get(0);
		}

		void awaitQueue(int waiting) {
			TestPools.await()
				.until(() -> this.hikari.getHikariPoolMXBean() != null
						&& this.hikari.getHikariPoolMXBean().getActiveConnections() == this.max
						&& this.hikari.getHikariPoolMXBean().getThreadsAwaitingConnection() == waiting);
		}

	}

}

package io.github.connectionpool.internal.watch;

import java.sql.Connection;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.report.Deadlock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holders of connections that wait for a lock whose owner waits for their pool.
 */
class DeadlockByLockTests {

	private final StuckThreads threads = new StuckThreads();

	private final CyclicBarrier bothHoldOne = new CyclicBarrier(2);

	private final CyclicBarrier threeHoldOne = new CyclicBarrier(3);

	private final Object monitor = new Object();

	private final ReentrantLock lock = new ReentrantLock();

	@AfterEach
	void end() throws InterruptedException {
		this.threads.end();
	}

	@ParameterizedTest
	@EnumSource(value = StackCapture.class, names = "NEVER", mode = EnumSource.Mode.EXCLUDE)
	void aHolderThatWaitsForAMonitorWhoseOwnerWaitsForThePool(StackCapture capture) {
		RealPool pool = this.threads.pool("orders", 2, capture);
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
					.contains("DeadlockByLockTests");
				assertThat(holder.connections()).isEqualTo(2);
			});
			assertThat(deadlock.text()).contains("borrow before the lock is taken");
		});
	}

	@Test
	void aHolderThatWaitsForALockWhoseOwnerWaitsForThePool() {
		RealPool pool = this.threads.pool("orders", 2, StackCapture.ALWAYS);
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
		RealPool pool = this.threads.pool("orders", 1, StackCapture.ALWAYS);
		this.lock.lock();
		try {
			this.threads.start(() -> {
				try (Connection first = pool.dataSource.getConnection()) {
					this.lock.lock();
					return first.isClosed();
				}
			});
			TestPools.await().until(this.lock::hasQueuedThreads);
			this.threads.start(pool.dataSource::getConnection);
			pool.awaitQueue(1);
			assertThat(pool.look()).isNull();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void ofALockOfVirtualThreadsTheJvmDoesNotTell() throws Exception {
		RealPool pool = this.threads.pool("orders", 1, StackCapture.ALWAYS);
		this.threads.startVirtual(() -> {
			try (Connection first = pool.dataSource.getConnection()) {
				this.bothHoldOne.await();
				this.lock.lock();
				return first.isClosed();
			}
		});
		this.threads.startVirtual(() -> {
			this.lock.lock();
			try {
				this.bothHoldOne.await();
				return pool.dataSource.getConnection();
			}
			finally {
				this.lock.unlock();
			}
		});
		pool.awaitQueue(1);
		TestPools.await().until(this.lock::hasQueuedThreads);
		assertThat(pool.look()).isNull();
	}

	/**
	 * Two hold a connection and need the lock, one has the lock and needs a connection.
	 */
	private void lockAndPool(RealPool pool, Callable<?> lockAndBorrow, Callable<?> lockOnly) {
		for (int i = 0; i < 2; i++) {
			this.threads.start(() -> {
				try (Connection first = pool.dataSource.getConnection()) {
					this.threeHoldOne.await();
					pool.awaitQueue(1);
					lockOnly.call();
					return first.isClosed();
				}
			});
		}
		this.threads.start("audit", () -> {
			this.threeHoldOne.await();
			return lockAndBorrow.call();
		});
		TestPools.await()
			.until(() -> this.threads.threads()
				.subList(0, 2)
				.stream()
				.allMatch((thread) -> Stream.of(thread.getStackTrace())
					.noneMatch((frame) -> frame.getClassName().contains("awaitility"))
						&& (thread.getState() == Thread.State.BLOCKED || this.lock.getQueueLength() == 2)));
	}

}

package io.github.connectionpool.internal.watch;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;

import com.zaxxer.hikari.HikariPoolMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.report.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Threads of which each borrows two connections from a real pool of two.
 */
class DeadlockedPoolTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final RealPool pool = new RealPool("dataSource", 2, StackCapture.ALWAYS);

	private final List<Thread> threads = new ArrayList<>();

	private final CyclicBarrier bothHaveOne = new CyclicBarrier(2);

	@AfterEach
	void end() throws InterruptedException {
		for (Thread thread : this.threads) {
			thread.interrupt();
			thread.join();
		}
		this.pool.hikari.close();
	}

	@Test
	void isFoundWithinTwoLooksWithBothCallSites() throws Exception {
		deadlock();
		long now = System.nanoTime();
		this.pool.watch.check(now);
		this.pool.watch.check(now + SECOND);
		assertThat(this.pool.watch.last().verdicts()).containsOnlyKeys(Verdict.WAITING);
		assertThat(this.pool.told.deadlocks).singleElement().satisfies((deadlock) -> {
			assertThat(deadlock.max()).isEqualTo(2);
			assertThat(deadlock.threads()).isEqualTo(2);
			assertThat(deadlock.connectionsPerThread()).isEqualTo(2);
			assertThat(deadlock.unbounded()).isFalse();
			assertThat(deadlock.sizeThatWouldDo()).isEqualTo(3);
			assertThat(deadlock.holders()).singleElement().satisfies((holder) -> {
				assertThat(holder.connections()).isEqualTo(2);
				assertThat(holder.holdsAt()).contains("DeadlockedPoolTests.borrowTheFirst(");
				assertThat(holder.waitsAt()).contains("DeadlockedPoolTests.borrowTheSecond(");
			});
		});
		assertThat(this.pool.watch.last().findings()).containsExactly(this.pool.told.deadlocks.get(0).finding());
	}

	@Test
	void isToldOnceAndAgainOnlyAfterItWasOver() throws Exception {
		deadlock();
		look();
		look();
		assertThat(this.pool.told.deadlocks).hasSize(1);
		Thread victim = this.threads.get(0);
		victim.interrupt();
		victim.join();
		this.threads.get(1).join();
		look();
		assertThat(this.pool.watch.last().findings()).isEmpty();
		this.threads.clear();
		deadlock();
		look();
		assertThat(this.pool.told.deadlocks).hasSize(2);
	}

	@Test
	void oneThreadThatHoldsAllAndWaitsIsEnough() throws Exception {
		borrowTheFirst().close();
		start(() -> {
			try (Connection first = borrowTheFirst();
					Connection second = borrowTheFirst();
					Connection third = borrowTheSecond()) {
				assertThat(List.of(first, second, third)).hasSize(3);
			}
		});
		awaitQueue(1);
		look();
		assertThat(this.pool.told.deadlocks).singleElement().satisfies((deadlock) -> {
			assertThat(deadlock.threads()).isEqualTo(1);
			assertThat(deadlock.connectionsPerThread()).isEqualTo(3);
			assertThat(deadlock.sizeThatWouldDo()).isEqualTo(3);
		});
	}

	@Test
	void isNoneWhileOneThatHoldsDoesNotWait() throws Exception {
		try (Connection held = this.pool.dataSource.getConnection()) {
			start(() -> {
				try (Connection first = borrowTheFirst(); Connection second = borrowTheSecond()) {
					assertThat(List.of(first, second)).hasSize(2);
				}
			});
			awaitQueue(1);
			look();
			assertThat(this.pool.watch.last().count(Verdict.WAITING)).isOne();
			assertThat(this.pool.told.deadlocks).isEmpty();
			assertThat(held.isClosed()).isFalse();
		}
	}

	private void look() {
		this.pool.watch.check(System.nanoTime() + SECOND);
	}

	/** At a line whose connections owners are seen to return. */
	private void deadlock() throws SQLException {
		borrowTheFirst().close();
		for (int i = 0; i < 2; i++) {
			start(() -> {
				try (Connection first = borrowTheFirst()) {
					this.bothHaveOne.await();
					try (Connection second = borrowTheSecond()) {
						assertThat(List.of(first, second)).hasSize(2);
					}
				}
			});
		}
		awaitQueue(2);
	}

	/** That many wait for a connection of a pool that has none left. */
	private void awaitQueue(int waiting) {
		TestPools.await().until(() -> {
			HikariPoolMXBean state = this.pool.hikari.getHikariPoolMXBean();
			return state != null && state.getActiveConnections() == 2
					&& state.getThreadsAwaitingConnection() == waiting;
		});
	}

	private Connection borrowTheFirst() throws SQLException {
		return this.pool.dataSource.getConnection();
	}

	private Connection borrowTheSecond() throws SQLException {
		return this.pool.dataSource.getConnection();
	}

	private void start(Action action) {
		Thread thread = new Thread(() -> {
			try {
				action.run();
			}
			catch (Exception ex) {
				// it was interrupted
			}
		}, "worker-" + this.threads.size());
		this.threads.add(thread);
		thread.start();
	}

	/** May fail. */
	@FunctionalInterface
	private interface Action {

		void run() throws Exception;

	}

}

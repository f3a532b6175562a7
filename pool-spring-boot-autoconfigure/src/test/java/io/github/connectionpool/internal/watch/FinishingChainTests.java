package io.github.connectionpool.internal.watch;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.checkout.WorkUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Chains of tasks whose workers wait for a connection while later stages give theirs
 * back: each of them comes to its end.
 */
class FinishingChainTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final int TASKS = 9;

	private final RealPool pool = new RealPool("dataSource", 3, StackCapture.ALWAYS);

	private final ExecutorService workers = Executors.newFixedThreadPool(3);

	/** Runs what comes later when the test says so. */
	private final LinkedBlockingQueue<Runnable> later = new LinkedBlockingQueue<>();

	@AfterEach
	void end() {
		this.workers.shutdownNow();
		this.pool.hikari.close();
	}

	@RepeatedTest(100)
	void workersThatLeaveTheirConnectionToALaterStage() throws Exception {
		List<CompletableFuture<?>> chains = new ArrayList<>();
		for (int i = 0; i < TASKS; i++) {
			chains.add(CompletableFuture.supplyAsync(this::open, this.workers)
				.thenAcceptAsync(FinishingChainTests::close, this.later::add));
		}
		finish(chains);
	}

	@Test
	void tasksOfSeveralLines() throws Exception {
		List<CompletableFuture<?>> chains = new ArrayList<>();
		for (int i = 0; i < TASKS; i++) {
			chains.add(CompletableFuture.supplyAsync(() -> {
				Connection connection = open();
				assertThat(connection).isNotNull();
				return connection;
			}, this.workers).thenAcceptAsync(FinishingChainTests::close, this.later::add));
		}
		finish(chains);
	}

	@Test
	void tasksThatAreUnitsOfWork() throws Exception {
		List<CompletableFuture<?>> chains = new ArrayList<>();
		for (int i = 0; i < TASKS; i++) {
			chains.add(CompletableFuture.supplyAsync(() -> {
				Connection[] opened = new Connection[1];
				WorkUnit.run("open", () -> opened[0] = open());
				return opened[0];
			}, this.workers).thenAcceptAsync(FinishingChainTests::close, this.later::add));
		}
		finish(chains);
	}

	@Test
	void aLoopThatHandsEachConnectionOn() throws Exception {
		finish(List.of(CompletableFuture.runAsync(() -> {
			for (int i = 0; i < TASKS; i++) {
				Connection connection = open();
				this.later.add(() -> close(connection));
			}
		}, this.workers)));
	}

	@Test
	void aMethodThatHandsItsConnectionsOnOnceThatIsKnown() throws Exception {
		Connection known = handOn();
		CompletableFuture.runAsync(() -> close(known)).join();
		finish(List.of(CompletableFuture.runAsync(() -> {
			for (int i = 0; i < TASKS; i++) {
				handOnTwo();
			}
		}, this.workers)));
	}

	@Test
	void aUnitOfWorkThatHandsItsFirstConnectionOn() throws Exception {
		CountDownLatch held = new CountDownLatch(3);
		finishUnits(run(this.workers, () -> WorkUnit.run("orders", () -> handOnAndBorrow(held))));
	}

	@Test
	void aMethodThatHandsItsFirstConnectionOn() throws Exception {
		CountDownLatch held = new CountDownLatch(3);
		finishUnits(run(this.workers, () -> handOnAndBorrow(held)));
	}

	private static List<CompletableFuture<?>> run(ExecutorService workers, Runnable task) {
		List<CompletableFuture<?>> tasks = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			tasks.add(CompletableFuture.runAsync(task, workers));
		}
		return tasks;
	}

	/** All hold one before any wants another, and the line is not known yet. */
	private void handOnAndBorrow(CountDownLatch held) {
		Connection first = open();
		held.countDown();
		awaitAll(held);
		this.later.add(() -> close(first));
		close(handOn());
	}

	private static void awaitAll(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The first connections are closed six seconds after all stand still. */
	private void finishUnits(List<CompletableFuture<?>> units) {
		TestPools.await()
			.until(() -> this.later.size() == 3
					&& this.pool.hikari.getHikariPoolMXBean().getThreadsAwaitingConnection() == 3);
		long now = System.nanoTime() + SECOND;
		for (int i = 0; i <= 6; i++) {
			this.pool.watch.check(now + i * SECOND);
		}
		assertThat(this.pool.told.deadlocks).isEmpty();
		this.later.forEach(Runnable::run);
		CompletableFuture.allOf(units.toArray(CompletableFuture[]::new)).join();
	}

	private void handOnTwo() {
		Connection first = handOn();
		this.later.add(() -> close(first));
		Connection second = handOn();
		this.later.add(() -> close(second));
	}

	private Connection handOn() {
		try {
			return this.pool.dataSource.getConnection();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Look while all stand still, then let one stage go on, and so on. */
	private void finish(List<? extends CompletableFuture<?>> chains) throws Exception {
		CompletableFuture<Void> all = CompletableFuture.allOf(chains.toArray(CompletableFuture[]::new));
		int looks = 0;
		while (!all.isDone() || !this.later.isEmpty()) {
			TestPools.await()
				.until(() -> all.isDone() || this.later.size() >= 3
						|| (!this.later.isEmpty() && this.pool.hikari.getHikariPoolMXBean().getActiveConnections() < 3)
						|| (!this.later.isEmpty()
								&& this.pool.hikari.getHikariPoolMXBean().getThreadsAwaitingConnection() > 0));
			long now = System.nanoTime() + SECOND;
			this.pool.watch.check(now);
			this.pool.watch.check(now + SECOND);
			looks++;
			assertThat(this.pool.told.deadlocks).isEmpty();
			assertThat(this.pool.watch.history().usage().nestedDemand()).as("nested checkouts").isZero();
			Runnable next = this.later.poll();
			if (next != null) {
				// on a thread that is not its owner
				next.run();
			}
		}
		assertThat(looks).isPositive();
	}

	private Connection open() {
		try {
			return this.pool.dataSource.getConnection();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void close(Connection connection) {
		try {
			connection.close();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

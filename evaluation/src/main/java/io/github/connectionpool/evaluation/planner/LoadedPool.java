package io.github.connectionpool.evaluation.planner;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/**
 * A HikariCP pool under open load: borrowers come at times that do not depend on the pool
 * (Poisson), each on a thread of its own, however many are still waiting.
 */
final class LoadedPool {

	private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

	private static final long STALL_NANOS = 1_000_000;

	private final Load load;

	private final Borrows borrows;

	LoadedPool(Load load) {
		this.load = load;
		double expected = load.arrivalsPerNano() * load.time().toNanos();
		this.borrows = new Borrows((int) (expected + 10 * Math.sqrt(expected) + 100));
	}

	/**
	 * Let borrowers come until the time is over, and wait for them.
	 * @return what became of them
	 * @throws InterruptedException if the thread is interrupted
	 */
	Borrows run() throws InterruptedException {
		ExecutorService borrowers = Executors.newCachedThreadPool();
		try (HikariDataSource pool = new HikariDataSource(config())) {
			comeTo(pool, borrowers);
			borrowers.shutdown();
			if (!borrowers.awaitTermination(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
				throw new IllegalStateException("Borrowers still wait at " + this.load);
			}
		}
		finally {
			borrowers.shutdownNow();
		}
		return this.borrows;
	}

	private void comeTo(HikariDataSource pool, ExecutorService borrowers) {
		Random arrivals = new Random(this.load.seed());
		Random holds = new Random(~this.load.seed());
		long begin = System.nanoTime();
		double after = 0;
		while (true) {
			after -= Math.log(1 - arrivals.nextDouble()) / this.load.arrivalsPerNano();
			if (after >= this.load.time().toNanos()) {
				return;
			}
			long due = begin + (long) after;
			long hold = (long) (this.load.holdTimes().next(holds) * this.load.meanHold().toNanos());
			parkUntil(due);
			long late = System.nanoTime() - due;
			if (late > STALL_NANOS) {
				// all later borrowers are delayed, too: in a bunch they would be no
				// Poisson arrivals
				begin += late;
			}
			borrowers.execute(() -> borrow(pool, due, hold));
		}
	}

	private void borrow(HikariDataSource pool, long due, long hold) {
		long asked = System.nanoTime();
		try {
			Connection connection = pool.getConnection();
			long granted = System.nanoTime();
			parkUntil(granted + hold);
			connection.close();
			this.borrows.add(due, asked, granted, System.nanoTime());
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void parkUntil(long time) {
		long left = time - System.nanoTime();
		while (left > 0) {
			LockSupport.parkNanos(left);
			left = time - System.nanoTime();
		}
	}

	private HikariConfig config() {
		HikariConfig config = new HikariConfig();
		config.setDataSource(new StubDriver());
		config.setMaximumPoolSize(this.load.connections());
		config.setConnectionTimeout(LONGEST_WAIT.toMillis());
		// a connection that is replaced in between would be missing for a moment
		config.setMaxLifetime(0);
		return config;
	}

}

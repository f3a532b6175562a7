package io.github.connectionpool.evaluation.approach;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/**
 * One simulated instance of the application: a pool of its own, and threads that serve
 * requests. Thread-safe.
 */
final class Instance implements AutoCloseable {

	/** How many requests an instance serves at a time. */
	static final int THREADS = 40;

	/** How long a borrower waits for a connection. */
	static final Duration LONGEST_BORROW = Duration.ofSeconds(3);

	private static final Duration FILLS_NO_MORE = Duration.ofSeconds(1);

	private static final long POLL_MILLIS = 20;

	private final HikariDataSource pool;

	private final ExecutorService threads;

	private Instance(HikariDataSource pool, ExecutorService threads) {
		this.pool = pool;
		this.threads = threads;
	}

	/**
	 * Start one and let its pool fill, as the next of a rolling deployment would.
	 * @param name for its threads
	 * @param url where the pool leads
	 * @param size the pool's size
	 * @return once the pool is full or fills no more
	 * @throws InterruptedException if interrupted while it fills
	 */
	static Instance start(String name, String url, int size) throws InterruptedException {
		HikariConfig config = new HikariConfig();
		config.setPoolName(name);
		config.setJdbcUrl(url);
		config.setMaximumPoolSize(size);
		config.setConnectionTimeout(LONGEST_BORROW.toMillis());
		// an instance that finds the server full goes on trying
		config.setInitializationFailTimeout(-1);
		Instance instance = new Instance(new HikariDataSource(config), Executors.newFixedThreadPool(THREADS));
		instance.awaitFill(size);
		return instance;
	}

	private void awaitFill(int size) throws InterruptedException {
		int connections = 0;
		long grown = System.nanoTime();
		while (connections < size && System.nanoTime() - grown < FILLS_NO_MORE.toNanos()) {
			Thread.sleep(POLL_MILLIS);
			int now = connections();
			if (now > connections) {
				connections = now;
				grown = System.nanoTime();
			}
		}
	}

	DataSource pool() {
		return this.pool;
	}

	/** How many connections the pool has got. */
	int connections() {
		return this.pool.getHikariPoolMXBean().getTotalConnections();
	}

	void execute(Runnable request) {
		this.threads.execute(request);
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
		this.pool.close();
	}

}

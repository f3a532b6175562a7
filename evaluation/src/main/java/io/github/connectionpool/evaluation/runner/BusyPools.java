package io.github.connectionpool.evaluation.runner;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.github.connectionpool.evaluation.detector.PoolRequest;

/**
 * Threads that borrow for a moment, again and again, from pools of their own.
 */
final class BusyPools {

	/** The pools that are kept busy. */
	static final List<PoolRequest> POOLS = IntStream.rangeClosed(1, 2)
		.mapToObj((number) -> new PoolRequest("load-" + number, 3))
		.toList();

	private static final int THREADS_PER_POOL = 2;

	private final List<Thread> threads = new ArrayList<>();

	BusyPools(List<DataSource> pools) {
		for (DataSource pool : pools) {
			for (int i = 0; i < THREADS_PER_POOL; i++) {
				Thread thread = new Thread(() -> run(pool), "load");
				thread.setDaemon(true);
				this.threads.add(thread);
				thread.start();
			}
		}
	}

	private static void run(DataSource pool) {
		try {
			while (!Thread.currentThread().isInterrupted()) {
				borrow(pool);
				Thread.sleep(1);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void borrow(DataSource pool) {
		try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("select 1");
		}
		catch (SQLException ex) {
			// under load a borrow may fail, which is of no interest here
		}
	}

	void close() {
		this.threads.forEach(Thread::interrupt);
	}

}

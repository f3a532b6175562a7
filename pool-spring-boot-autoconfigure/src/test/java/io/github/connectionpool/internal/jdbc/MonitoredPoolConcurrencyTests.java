package io.github.connectionpool.internal.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import io.github.connectionpool.internal.checkout.Checkout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many threads borrow from one pool, and the ledger is right at the end and plausible at
 * any time.
 */
class MonitoredPoolConcurrencyTests {

	private static final int CONNECTIONS = 8;

	private static final int BORROWERS = 16;

	private static final Duration DURATION = Duration.ofSeconds(3);

	private final AtomicLong borrows = new AtomicLong();

	private final Set<String> ids = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean over = new AtomicBoolean();

	@Test
	void platformThreads() throws Exception {
		run(Executors.newCachedThreadPool());
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void virtualThreads() throws Exception {
		run((ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
	}

	private void run(ExecutorService executor) throws Exception {
		try (MonitoredHikari pool = MonitoredHikari.ofSize(CONNECTIONS)) {
			ExecutorService readers = Executors.newSingleThreadExecutor();
			try {
				Future<Integer> reader = readers.submit(() -> read(pool));
				long end = System.nanoTime() + DURATION.toNanos();
				List<Future<?>> borrowers = new ArrayList<>();
				for (int i = 0; i < BORROWERS; i++) {
					borrowers.add(executor.submit(() -> borrowUntil(end, pool, executor)));
				}
				for (Future<?> borrower : borrowers) {
					borrower.get(60, TimeUnit.SECONDS);
				}
				this.over.set(true);
				assertThat(reader.get(60, TimeUnit.SECONDS)).isPositive();
			}
			finally {
				this.over.set(true);
				executor.shutdownNow();
				readers.shutdownNow();
			}
			assertThat(this.borrows).hasPositiveValue();
			assertThat(pool.pool.ledger().size()).isZero();
			assertThat(pool.active()).isZero();
			assertThat(pool.pool.ledger().borrows()).isEqualTo(this.borrows.get());
			assertThat(pool.pool.acquire().sinceStart().count()).isEqualTo(this.borrows.get());
			assertThat(pool.pool.held().sinceStart().count()).isEqualTo(this.borrows.get());
			assertThat(this.ids).hasSize(this.borrows.intValue());
			assertThat(pool.pool.failures().exhaustions().count()).isZero();
		}
	}

	private boolean borrowUntil(long end, MonitoredHikari pool, ExecutorService executor) throws Exception {
		while (System.nanoTime() < end) {
			Connection handle = pool.borrow();
			this.borrows.incrementAndGet();
			Checkout checkout = MonitoredHikari.checkout(handle);
			this.ids.add(checkout.id());
			assertThat(checkout.pool().ledger().isOpen(checkout)).isTrue();
			use(handle);
			giveBack(handle, executor);
			assertThat(checkout.pool().ledger().isOpen(checkout)).isFalse();
		}
		return true;
	}

	private static void use(Connection handle) throws SQLException {
		if (ThreadLocalRandom.current().nextInt(4) == 0) {
			try (Statement statement = handle.createStatement(); ResultSet row = statement.executeQuery("select 42")) {
				assertThat(row.next()).isTrue();
				assertThat(row.getInt(1)).isEqualTo(42);
			}
		}
	}

	private static void giveBack(Connection handle, ExecutorService executor) throws Exception {
		Callable<Boolean> close = () -> {
			handle.close();
			return true;
		};
		switch (ThreadLocalRandom.current().nextInt(4)) {
			case 0 -> {
				handle.close();
				handle.close();
			}
			case 1 -> assertThat(executor.submit(close).get(60, TimeUnit.SECONDS)).isTrue();
			case 2 -> {
				handle.close();
				assertThat(executor.submit(close).get(60, TimeUnit.SECONDS)).isTrue();
			}
			default -> handle.close();
		}
	}

	/** Reads as the watching thread does, all the time. */
	private int read(MonitoredHikari pool) {
		int reads = 0;
		while (!this.over.get()) {
			List<Checkout> open = pool.pool.ledger().oldestFirst();
			// a connection is in the pool again for a moment before the ledger forgets it
			assertThat(open).hasSizeLessThanOrEqualTo(CONNECTIONS + BORROWERS);
			assertThat(new HashSet<>(open)).hasSameSizeAs(open);
			long last = 0;
			for (Checkout checkout : open) {
				assertThat(checkout.sequence()).isGreaterThan(last);
				last = checkout.sequence();
				checkout.checked(System.nanoTime());
				assertThat(checkout.held(System.nanoTime())).isGreaterThanOrEqualTo(Duration.ZERO);
				assertThat(checkout.unchanged(System.nanoTime())).isGreaterThanOrEqualTo(Duration.ZERO);
				assertThat(checkout.sql()).isIn(null, "select 42", "rollback");
				checkout.stack();
			}
			pool.pool.checked(pool.pool.statistics().counts(), System.nanoTime());
			pool.pool.acquire().recent();
			reads++;
		}
		return reads;
	}

}

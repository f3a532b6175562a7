package io.github.connectionpool.internal.server;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.pgbouncer.console.ConsoleSettings;
import io.github.connectionpool.internal.pgbouncer.console.PgBouncerConsole;
import io.github.connectionpool.internal.poll.DatabaseWatcher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures how long borrows take while the server answers and while it hangs, with and
 * without somebody who reads it sixty times as often as by default and the console of a
 * PgBouncer that never answers. Not run unless asked for with
 * {@code -Dmeasure.other-end=true}.
 */
@NullMarked
@EnabledIfSystemProperty(named = "measure.other-end", matches = "true",
		disabledReason = "a measurement, asked for with -Dmeasure.other-end=true")
class ServerRegistryCostTests {

	private static final ReadSettings OFTEN = new ReadSettings(true, Duration.ofMillis(500), Duration.ofSeconds(2));

	private static final Duration EACH = Duration.ofSeconds(15);

	private static final int BORROWERS = 3;

	@Test
	void writesATable() throws Exception {
		List<String> lines = new ArrayList<>(
				List.of("| server | read | borrows | p50 | p99 | p99.9 | max | over 1 ms |",
						"|---|---|---|---|---|---|---|---|"));
		for (int round = 0; round < 2; round++) {
			for (boolean frozen : List.of(false, true)) {
				for (boolean read : List.of(false, true)) {
					lines.add("| " + (frozen ? "hangs" : "answers") + " | " + (read ? "every 500 ms" : "not at all")
							+ " | " + measure(frozen, read));
					System.out.println(lines.get(lines.size() - 1));
				}
			}
		}
		Files.write(Path.of("target", "other-end-cost.md"), lines);
		assertThat(lines).hasSize(10);
	}

	private static String measure(boolean frozen, boolean read) throws Exception {
		try (OwnPostgres postgres = OwnPostgres.start();
				ServerSocket silence = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				HikariDataSource hikari = new HikariDataSource()) {
			hikari.setJdbcUrl(postgres.url());
			hikari.setMaximumPoolSize(6);
			hikari.getConnection().close();
			TestPools.await().until(() -> hikari.getHikariPoolMXBean().getIdleConnections() == 6);
			DatabaseWatcher watcher = new DatabaseWatcher();
			if (read) {
				MonitoredPool pool = TestPools.pool("dataSource", TestPools.statistics(hikari));
				ServerRegistry ends = new ServerRegistry(watcher,
						new PgBouncerConsole(new ConsoleSettings(
								"jdbc:postgresql://127.0.0.1:" + silence.getLocalPort() + "/pgbouncer", "monitor",
								"secret", OFTEN.interval(), OFTEN.timeout())),
						(name, ex) -> {
						});
				ends.add(pool, new ServerWatch(pool.statistics(), TestPools.ownConnections(hikari), OFTEN));
				watcher.start();
			}
			if (frozen) {
				postgres.freeze();
			}
			try {
				return borrow(hikari);
			}
			finally {
				postgres.thaw();
				watcher.stop();
			}
		}
	}

	private static String borrow(HikariDataSource hikari) throws Exception {
		ExecutorService borrowers = Executors.newFixedThreadPool(BORROWERS);
		List<Callable<long[]>> tasks = new ArrayList<>();
		for (int i = 0; i < BORROWERS; i++) {
			tasks.add(() -> borrowFor(hikari));
		}
		List<long[]> waits = new ArrayList<>();
		for (Future<long[]> task : borrowers.invokeAll(tasks)) {
			waits.add(task.get());
		}
		borrowers.shutdown();
		long[] all = waits.stream().flatMapToLong(Arrays::stream).sorted().toArray();
		long over = Arrays.stream(all).filter((nanos) -> nanos > 1_000_000).count();
		return String.format(Locale.ROOT, "%,d | %.1f µs | %.1f µs | %.1f µs | %.2f ms | %d |", all.length,
				at(all, 0.5) / 1e3, at(all, 0.99) / 1e3, at(all, 0.999) / 1e3, all[all.length - 1] / 1e6, over);
	}

	private static long at(long[] sorted, double quantile) {
		return sorted[(int) Math.min(sorted.length - 1.0, sorted.length * quantile)];
	}

	private static long[] borrowFor(HikariDataSource hikari) throws SQLException {
		List<Long> waits = new ArrayList<>();
		long end = System.nanoTime() + EACH.toNanos();
		while (System.nanoTime() - end < 0) {
			long start = System.nanoTime();
			try (Connection connection = hikari.getConnection()) {
				waits.add(System.nanoTime() - start);
				assertThat(connection).isNotNull();
			}
			LockSupport.parkNanos(200_000);
		}
		return waits.stream().mapToLong(Long::longValue).toArray();
	}

}

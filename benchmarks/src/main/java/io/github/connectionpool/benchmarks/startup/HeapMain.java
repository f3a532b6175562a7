package io.github.connectionpool.benchmarks.startup;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.alert.Alerts;
import io.github.connectionpool.alert.EventPublisher;
import io.github.connectionpool.benchmarks.slices.Depth;
import io.github.connectionpool.benchmarks.slices.Interval;
import io.github.connectionpool.benchmarks.slices.StubPool;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.context.SpringContextSource;
import io.github.connectionpool.internal.jdbc.MonitoredDataSource;
import io.github.connectionpool.internal.pgbouncer.hazard.HazardWatch;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.internal.timing.UtilizationThresholds;
import io.github.connectionpool.internal.verdict.Judge;
import io.github.connectionpool.internal.verdict.LeakTimes;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.internal.watch.PoolMonitor;
import io.github.connectionpool.internal.watch.WatchSettings;
import io.github.connectionpool.internal.watch.Watcher;
import io.github.connectionpool.report.ConnectionCounts;

/**
 * Measures in a JVM of its own how many bytes of heap things hold, and prints a name and
 * a number for each.
 */
public final class HeapMain {

	private static final int CHECKOUTS = 10_000;

	private static final int POOLS = 200;

	/** As many as a ledger has places. */
	private static final int AT_ONCE = 16;

	private static final int SHALLOW = 20;

	private static final List<Integer> DEPTHS = List.of(SHALLOW, 50, 100);

	private static final int COLLECTIONS = 3;

	private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

	/** The objects that must not be collected before they are measured. */
	private static final List<Object> HELD = new ArrayList<>();

	private HeapMain() {
	}

	/**
	 * Measure.
	 * @param args how many rounds
	 * @throws Exception if something cannot be borrowed
	 */
	public static void main(String[] args) throws Exception {
		int rounds = Integer.parseInt(args[0]);
		double stub = checkout(rounds, SHALLOW, null, false);
		print("an open checkout, never, no stack", checkout(rounds, SHALLOW, StackCapture.NEVER, false) - stub);
		for (int depth : DEPTHS) {
			print("an open checkout, always, %d frames".formatted(depth),
					checkout(rounds, depth, StackCapture.ALWAYS, false) - stub);
		}
		for (int depth : DEPTHS) {
			print("an open checkout, always, %d frames, whose stack has been looked at".formatted(depth),
					checkout(rounds, depth, StackCapture.ALWAYS, true) - stub);
		}
		print("the monitor of one more pool of PostgreSQL that has not been used yet", pool(rounds, false));
		print("the monitor of one more pool of PostgreSQL that many threads have used", pool(rounds, true));
	}

	@SuppressWarnings("SystemOut") // the JVM that started it reads
	private static void print(String what, double bytes) {
		System.out.println(what + "\t" + Math.round(bytes));
	}

	/** Without a capture: of the stub alone. */
	private static double checkout(int rounds, int depth, @Nullable StackCapture capture, boolean lookedAt)
			throws Exception {
		return median(rounds, () -> {
			StubPool stub = new StubPool(CHECKOUTS);
			MonitoredPool pool = pool("pool", stub, (capture != null) ? capture : StackCapture.NEVER);
			DataSource lender = (capture != null) ? monitored(stub, pool) : stub;
			Object[] held = new Object[CHECKOUTS];
			HELD.addAll(List.of(held, lender));
			long before = used();
			Depth.at(depth, () -> {
				for (int i = 0; i < CHECKOUTS; i++) {
					held[i] = lender.getConnection();
				}
				return true;
			});
			if (lookedAt) {
				pool.ledger().oldestFirst().forEach(Checkout::stack);
			}
			long after = used();
			return (double) (after - before) / CHECKOUTS;
		});
	}

	private static double pool(int rounds, boolean used) throws Exception {
		return median(rounds, () -> {
			PoolRegistry pools = new PoolRegistry();
			StubPool stub = new StubPool(CHECKOUTS);
			Reporter reporter = new Reporter(new Judge(LeakTimes.DEFAULTS));
			Watcher watcher = new Watcher(pools, WatchSettings.every(Duration.ofSeconds(1)),
					new PoolMonitor(pools, reporter), new Alerts(new EventPublisher((event) -> {
					})));
			Object[] held = new Object[POOLS];
			HELD.addAll(List.of(held, watcher));
			long before = used();
			for (int i = 0; i < POOLS; i++) {
				MonitoredPool pool = pool("pool" + i, stub, StackCapture.ALWAYS);
				DataSource monitored = monitored(stub, pool);
				held[i] = List.of(monitored, HazardWatch.of(pool));
				pools.add(pool);
				if (used) {
					use(monitored);
				}
			}
			long after = used();
			return (double) (after - before) / POOLS;
		});
	}

	/**
	 * By threads whose numbers follow each other, so that each has a place of its own.
	 */
	private static void use(DataSource dataSource) throws Exception {
		List<FutureTask<Boolean>> borrows = new ArrayList<>();
		for (int i = 0; i < AT_ONCE; i++) {
			FutureTask<Boolean> borrow = new FutureTask<>(() -> {
				dataSource.getConnection().close();
				return true;
			});
			new Thread(borrow).start();
			borrows.add(borrow);
		}
		for (FutureTask<Boolean> borrow : borrows) {
			borrow.get();
		}
	}

	private static MonitoredPool pool(String name, StubPool stub, StackCapture capture) {
		return new MonitoredPool(name, StubPool.class.getName(), new Statistics(stub), new CallSites(List.of()),
				capture, new UtilizationThresholds(0.8, 0.95, Duration.ofSeconds(10)), Eviction.ABORT);
	}

	private static DataSource monitored(StubPool stub, MonitoredPool pool) {
		return new MonitoredDataSource(stub, pool, new SpringContextSource(List::of, List::of));
	}

	private static long used() {
		for (int i = 0; i < COLLECTIONS; i++) {
			System.gc();
		}
		return MEMORY.getHeapMemoryUsage().getUsed();
	}

	private static double median(int rounds, Callable<Double> round) throws Exception {
		double[] seen = new double[rounds];
		// the first loads classes
		for (int i = -1; i < rounds; i++) {
			HELD.clear();
			double bytes = round.call();
			if (i >= 0) {
				seen[i] = bytes;
			}
		}
		return Interval.median(seen);
	}

	/** What the stub says of itself. */
	private record Statistics(StubPool stub) implements PoolStatistics {

		@Override
		public ConnectionCounts counts() {
			return new ConnectionCounts(this.stub.lent(), null, this.stub.max(), null, null);
		}

		@Override
		public @Nullable String poolName() {
			return null;
		}

		@Override
		public String jdbcUrl() {
			return "jdbc:postgresql://localhost/shop";
		}

		@Override
		public boolean autoCommit() {
			return true;
		}

	}

}

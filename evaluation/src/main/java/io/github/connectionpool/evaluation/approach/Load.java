package io.github.connectionpool.evaluation.approach;

import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

import com.sun.management.OperatingSystemMXBean;

/**
 * Sends requests to the instances in turn, as a load balancer does.
 */
final class Load {

	/** How old a request may be when a thread begins to serve it. */
	static final Duration PATIENCE = Duration.ofSeconds(3);

	/** The number of users of an instance in the closed loop, more than any pool here. */
	static final int USERS = 25;

	/** The same arrivals for each approach. */
	private static final long SEED = 20261122;

	private static final Duration LONGEST_REST = Duration.ofSeconds(20);

	private final Fleet fleet;

	private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

	Load(Fleet fleet) {
		this.fleet = fleet;
	}

	/**
	 * Open loop: requests arrive independently of one another at a mean rate (a Poisson
	 * process), whether earlier ones have been served or not. Their time counts from the
	 * planned arrival, so that nothing is omitted when all is late.
	 * @param rate requests in a second
	 * @param time for how long they arrive
	 * @return what became of them, when all are served or have failed
	 * @throws InterruptedException if interrupted meanwhile
	 */
	LoadResult arrive(double rate, Duration time) throws InterruptedException {
		long[] arrivals = arrivals(rate, time);
		CountDownLatch open = new CountDownLatch(arrivals.length);
		this.system.getCpuLoad();
		Tally tally = new Tally();
		long start = System.nanoTime();
		for (int i = 0; i < arrivals.length; i++) {
			long arrival = start + arrivals[i];
			await(arrival);
			Instance instance = this.fleet.instances().get(i % Fleet.INSTANCES);
			instance.execute(() -> {
				serve(instance, arrival, tally);
				open.countDown();
			});
		}
		double cpuLoad = this.system.getCpuLoad();
		if (!open.await(LONGEST_REST.toNanos(), TimeUnit.NANOSECONDS)) {
			tally.failed(Failure.UNFINISHED, (int) open.getCount());
		}
		return tally.result(time, cpuLoad);
	}

	/**
	 * Closed loop: a fixed number of users. Each sends the next request when the last is
	 * over. Shows the most that is served in a second; the latency says nothing.
	 * @param time for how long
	 * @return what became of the requests
	 * @throws InterruptedException if interrupted meanwhile
	 */
	LoadResult saturate(Duration time) throws InterruptedException {
		CountDownLatch open = new CountDownLatch(USERS * Fleet.INSTANCES);
		this.system.getCpuLoad();
		Tally tally = new Tally();
		long end = System.nanoTime() + time.toNanos();
		for (Instance instance : this.fleet.instances()) {
			for (int user = 0; user < USERS; user++) {
				instance.execute(() -> {
					while (System.nanoTime() - end < 0) {
						serve(instance, System.nanoTime(), tally);
					}
					open.countDown();
				});
			}
		}
		await(end);
		double cpuLoad = this.system.getCpuLoad();
		if (!open.await(LONGEST_REST.toNanos(), TimeUnit.NANOSECONDS)) {
			tally.failed(Failure.UNFINISHED, (int) open.getCount());
		}
		return tally.result(time, cpuLoad);
	}

	private static void serve(Instance instance, long arrival, Tally tally) {
		if (System.nanoTime() - arrival > PATIENCE.toNanos()) {
			tally.failed(Failure.NO_THREAD, 1);
			return;
		}
		try {
			Workload.Times times = Workload.serve(instance.pool());
			tally.served(System.nanoTime() - arrival, times);
		}
		catch (SQLException ex) {
			tally.failed(ex);
		}
	}

	/** Nanoseconds from the start, ascending. */
	static long[] arrivals(double rate, Duration time) {
		SplittableRandom random = new SplittableRandom(SEED);
		LongStream.Builder arrivals = LongStream.builder();
		double at = 0;
		while (true) {
			at += -Math.log(1 - random.nextDouble()) / rate * 1e9;
			if (at >= time.toNanos()) {
				return arrivals.build().toArray();
			}
			arrivals.add((long) at);
		}
	}

	private static void await(long nanos) throws InterruptedException {
		long left = nanos - System.nanoTime();
		while (left > 0) {
			LockSupport.parkNanos(left);
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			left = nanos - System.nanoTime();
		}
	}

}

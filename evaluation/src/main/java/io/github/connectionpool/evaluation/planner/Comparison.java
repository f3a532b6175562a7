package io.github.connectionpool.evaluation.planner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.evaluation.planner.Borrows.Borrow;
import io.github.connectionpool.internal.sizing.PoolQueue;

/**
 * The waits at real pools, and what the planner says of them. Times are in milliseconds.
 * Immutable.
 *
 * @param holdTimes how they were distributed
 * @param target which utilization was aimed at
 * @param borrows how many were measured
 * @param utilization the actual one
 * @param meanHold the mean hold time as measured
 * @param scv the squared coefficient of variation of the hold times as measured
 * @param waited the share that waited for longer than a thread takes to wake up
 * @param mean the mean wait as measured
 * @param p99 the 99th percentile of the wait as measured
 * @param halfWidth half the width of its 95 % confidence range, from batches
 * @param fairP99 what it would have been in a queue that is fair and hands on without
 * delay
 * @param longRunP99 what it is in such a queue over fifty times as many borrows (ten
 * million at most), with hold times drawn from those that were measured
 * @param overtaken the share of the waiting borrowers that was overtaken
 * @param late the 99th percentile of how late borrowers came
 * @param plan what the planner says for the measured rate, mean and variation
 */
record Comparison(HoldTimes holdTimes, double target, long borrows, double utilization, double meanHold, double scv,
		double waited, double mean, double p99, double halfWidth, double fairP99, double longRunP99, double overtaken,
		double late, PoolQueue plan) {

	/** How far off the planner may be. */
	static final double TOLERANCE = 0.2;

	private static final long WAKE_UP_NANOS = 1_000_000;

	private static final double MILLIS = 1e-6;

	private static final int BATCHES = 30;

	private static final double P99 = 0.99;

	/** Of Student's distribution, as good as for any number of batches here. */
	private static final double T95 = 2.05;

	/**
	 * Compare.
	 * @param load what the pools were measured under
	 * @param pools what became of the borrows at each
	 * @return the comparison
	 */
	static Comparison of(Load load, List<Borrows> pools) {
		List<Borrow> measured = new ArrayList<>();
		List<Double> batches = new ArrayList<>();
		List<long[]> fair = new ArrayList<>();
		long overtaken = 0;
		double span = 0;
		for (Borrows pool : pools) {
			List<Borrow> all = pool.all();
			int from = warmUp(all);
			List<Borrow> steady = all.subList(from, all.size());
			long[] waits = FairQueue.waits(all, load.connections());
			measured.addAll(steady);
			fair.add(Arrays.copyOfRange(waits, from, waits.length));
			overtaken += FairQueue.overtaken(steady, WAKE_UP_NANOS);
			span += steady.get(steady.size() - 1).asked() - steady.get(0).asked();
			batches(steady, Math.max(2, BATCHES / pools.size()), batches);
		}
		return of(load, measured, fair, batches, overtaken, span);
	}

	private static Comparison of(Load load, List<Borrow> measured, List<long[]> fair, List<Double> batches,
			long overtaken, double span) {
		double meanHold = measured.stream().mapToLong(Borrow::held).average().orElseThrow();
		double scv = measured.stream()
			.mapToDouble((one) -> Math.pow(one.held() / meanHold - 1, 2))
			.average()
			.orElseThrow();
		double perNano = measured.size() / span;
		long waited = measured.stream().filter((one) -> one.waited() > WAKE_UP_NANOS).count();
		PoolQueue plan = PoolQueue.of(load.connections(), perNano * 1e9, Duration.ofNanos(Math.round(meanHold)), scv);
		return new Comparison(load.holdTimes(), load.utilization(), measured.size(),
				perNano * meanHold / load.connections(), meanHold * MILLIS, scv, (double) waited / measured.size(),
				measured.stream().mapToLong(Borrow::waited).average().orElseThrow() * MILLIS, p99(waits(measured)),
				halfWidth(batches), p99(fair.stream().flatMapToLong(Arrays::stream).toArray()),
				p99(FairQueue.longRun(measured.stream().mapToLong(Borrow::held).toArray(), perNano,
						load.connections())),
				(double) overtaken / Math.max(1, waited), p99(measured.stream().mapToLong(Borrow::late).toArray()),
				plan);
	}

	/** The first tenth is left out: the pool begins empty. */
	private static int warmUp(List<Borrow> all) {
		return all.size() / 10;
	}

	private static void batches(List<Borrow> borrows, int number, List<Double> p99s) {
		int size = borrows.size() / number;
		for (int i = 0; i < number && size > 0; i++) {
			p99s.add(p99(waits(borrows.subList(i * size, (i + 1) * size))));
		}
	}

	private static double halfWidth(List<Double> batches) {
		double mean = batches.stream().mapToDouble(Double::doubleValue).average().orElse(0);
		double squares = batches.stream().mapToDouble((one) -> (one - mean) * (one - mean)).sum();
		return T95 * Math.sqrt(squares / (batches.size() - 1) / batches.size());
	}

	private static long[] waits(List<Borrow> borrows) {
		return borrows.stream().mapToLong(Borrow::waited).toArray();
	}

	private static double p99(long[] nanos) {
		return Borrows.percentile(nanos, P99) * MILLIS;
	}

	/**
	 * The 99th percentile of the wait by the plan.
	 * @return milliseconds, null if the queue grows without end
	 */
	@Nullable Double planned() {
		return millis(this.plan.p99Wait());
	}

	/**
	 * The mean wait by the plan.
	 * @return milliseconds, null if the queue grows without end
	 */
	@Nullable Double plannedMean() {
		return millis(this.plan.meanWait());
	}

	private static @Nullable Double millis(@Nullable Duration wait) {
		return (wait != null) ? wait.toNanos() * MILLIS : null;
	}

	/**
	 * How far off the planner is.
	 * @return as a share of the measured wait, above 0 if the plan is too long; null if
	 * the queue grows without end or no borrow waited
	 */
	@Nullable Double error() {
		Double planned = planned();
		return (planned != null && this.p99 > 0) ? planned / this.p99 - 1 : null;
	}

	boolean isMissed() {
		Double error = error();
		return error == null || Math.abs(error) > TOLERANCE;
	}

	/**
	 * Whether the machine was too busy to say anything about the pool.
	 * @return true if borrowers came late by more than half a hold
	 */
	boolean isDisturbed() {
		return this.late > this.meanHold / 2;
	}

}

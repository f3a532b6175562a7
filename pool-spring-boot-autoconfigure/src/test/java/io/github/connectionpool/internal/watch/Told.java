package io.github.connectionpool.internal.watch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.executor.OnDemandExecutor;
import io.github.connectionpool.internal.garbage.Garbage;
import io.github.connectionpool.internal.verdict.Judge;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.Deadlock;
import io.github.connectionpool.report.ExhaustionReport;
import io.github.connectionpool.report.PoolSnapshot;
import io.github.connectionpool.report.UtilizationLevel;

/**
 * Writes down what a watch tells.
 */
public class Told implements WatchListener {

	public final List<String> lines = new CopyOnWriteArrayList<>();

	public final List<CheckoutReport> suspected = new CopyOnWriteArrayList<>();

	public final List<CheckoutReport> leaked = new CopyOnWriteArrayList<>();

	final List<Deadlock> deadlocks = new CopyOnWriteArrayList<>();

	final List<ExhaustionReport> exhaustions = new CopyOnWriteArrayList<>();

	final List<Throwable> failures = new CopyOnWriteArrayList<>();

	/** The watch of a pool, at the default times, checked only by the test. */
	public PoolWatch watch(MonitoredPool pool) {
		return watch(pool, TestPools.judge(Duration.ofMinutes(5)));
	}

	/** The watch of a pool, checked only by the test. */
	public PoolWatch watch(MonitoredPool pool, Judge judge) {
		return new PoolWatch(pool, new Reporter(judge), WatchSettings.every(Duration.ofSeconds(1)), this,
				new OnDemandExecutor("helper"), Garbage.none(), () -> {
				});
	}

	@Override
	public void utilizationChanged(MonitoredPool pool, UtilizationLevel from, UtilizationLevel to,
			PoolSnapshot snapshot) {
		this.lines.add(pool.name() + " " + from + " -> " + to + " at " + snapshot.counts().active());
	}

	@Override
	public void checked(MonitoredPool pool, UtilizationLevel level, PoolSnapshot snapshot) {
		// told at every look
	}

	@Override
	public void suspected(CheckoutReport checkout) {
		this.suspected.add(checkout);
		this.lines.add("suspected " + checkout.id());
	}

	@Override
	public void cleared(CheckoutReport checkout, boolean returned) {
		this.lines.add((returned ? "returned " : "used ") + checkout.id());
	}

	@Override
	public void leaked(CheckoutReport checkout) {
		this.leaked.add(checkout);
		this.lines.add("leaked " + checkout.id() + " " + checkout.judgement().reason());
	}

	@Override
	public void reclaimed(CheckoutReport checkout, @Nullable Throwable failure) {
		this.lines.add("reclaimed " + checkout.id() + ((failure != null) ? " " + failure : ""));
	}

	@Override
	public void deadlocked(Deadlock deadlock) {
		this.deadlocks.add(deadlock);
		this.lines.add("deadlocked " + deadlock.pool());
	}

	@Override
	public void exhausted(ExhaustionReport exhaustion) {
		this.exhaustions.add(exhaustion);
		this.lines.add("exhausted " + exhaustion.pool());
	}

	@Override
	public void checkFailed(MonitoredPool pool, Throwable failure) {
		this.failures.add(failure);
		this.lines.add("failed " + pool.name());
	}

}

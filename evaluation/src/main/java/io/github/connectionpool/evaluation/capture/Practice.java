package io.github.connectionpool.evaluation.capture;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.evaluation.scenario.Practised;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.work.Repetition;
import io.github.connectionpool.evaluation.work.Task;
import io.github.connectionpool.internal.checkout.MonitoredPool;

/**
 * Runs the path of a leak many times before, in the same origin, without a loss. Either
 * the leak says how, or each unit of work gives back what it would lose. Most borrows
 * come at once, and the last tenth after the first minute.
 *
 * @param factory makes the leak
 * @param most how many borrows there are at most
 * @param time how long it takes at least
 */
record Practice(Supplier<Scenario> factory, int most, Duration time) implements Before {

	/** A slow path ends with fewer borrows. */
	private static final Duration LIMIT = Duration.ofMinutes(4);

	private static final Duration LATE_LIMIT = Duration.ofSeconds(20);

	/** This part of the borrows comes first, and another one last. */
	private static final int PART = 10;

	/** Something else than a slow thread keeps it from borrowing. */
	private static final int TRIES = 10_000;

	private static final Duration RETURN = Duration.ofSeconds(10);

	@Override
	public Borrows run(DataSource dataSource, MonitoredPool pool, Run run) throws Exception {
		long begin = System.nanoTime();
		Scenario scenario = this.factory.get();
		int wanted = wanted(scenario);
		Lending lending = new Lending(dataSource, pool, wanted / PART);
		Driver driver = new Driver(lending, run, scenario);
		driver.drive(wanted - wanted / PART, begin + LIMIT.toNanos());
		Thread.sleep(Math.max(0, this.time.minusNanos(System.nanoTime() - begin).toMillis()));
		lending.late();
		driver.drive(wanted, System.nanoTime() + LATE_LIMIT.toNanos());
		awaitReturns(lending, pool);
		return lending.borrows();
	}

	private int wanted(Scenario scenario) {
		int all = (scenario instanceof Practised practised) ? practised.borrows() : Practised.BORROWS;
		return Math.toIntExact((long) all * this.most / Practised.BORROWS);
	}

	private static void awaitReturns(Lending lending, MonitoredPool pool) throws InterruptedException {
		long begin = System.nanoTime();
		while (pool.ledger().size() > 0) {
			if (System.nanoTime() - begin > RETURN.toNanos()) {
				throw new IllegalStateException("It did not give all back");
			}
			Thread.sleep(1);
			lending.giveBack();
		}
	}

	/** Runs the path. */
	private final class Driver {

		private final Lending lending;

		private final Run first;

		private final Scenario scenario;

		Driver(Lending lending, Run first, Scenario scenario) {
			this.lending = lending;
			this.first = first;
			this.scenario = scenario;
		}

		void drive(int wanted, long deadline) throws InterruptedException {
			int tries = 0;
			Exception failure = null;
			while (isWanted(wanted, deadline)) {
				int before = this.lending.borrows().count();
				failure = once(() -> this.lending.giveBack() && isWanted(wanted, deadline));
				tries = (this.lending.borrows().count() > before) ? 0 : tries + 1;
				if (tries == TRIES) {
					throw new IllegalStateException("It does not borrow", failure);
				}
			}
		}

		private boolean isWanted(int wanted, long deadline) {
			return this.lending.borrows().count() < wanted && System.nanoTime() - deadline < 0;
		}

		/** That the work fails is no matter, as long as the connection comes back. */
		private @Nullable Exception once(BooleanSupplier again) throws InterruptedException {
			Run run = this.first.hurried(this.lending.dataSource());
			try {
				if (this.scenario.isOneUnitOfWork()) {
					Repetition.during(again, task(run));
				}
				else {
					task(run).run();
				}
				return null;
			}
			catch (InterruptedException ex) {
				throw ex;
			}
			catch (Exception ex) {
				return ex;
			}
			finally {
				this.lending.giveBack();
				run.stop();
			}
		}

		private Task task(Run run) {
			return (this.scenario instanceof Practised practised) ? () -> practised.practise(run)
					: () -> Practice.this.factory.get().run(run);
		}

	}

}

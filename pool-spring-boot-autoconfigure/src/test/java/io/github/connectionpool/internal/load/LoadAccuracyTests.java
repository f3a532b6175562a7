package io.github.connectionpool.internal.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * After five minutes, each share above 5 % is right within 3 points: that of an origin,
 * and that of a use. By a clock of its own, for many runs of each workload.
 */
class LoadAccuracyTests {

	private static final double FIVE_MINUTES = 300;

	private static final int RUNS = 10;

	private static final double POINTS = 0.03;

	private static final double SMALLEST = 0.05;

	/** Workloads with known shares. */
	@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
	enum Workload {

		/** Requests of a web application. */
		REQUESTS((load) -> load.atRandom(3.2, "GET /orders/{id}", 0.4, 0.8)
			.atRandom(1.0, "POST /orders", 0.05, 0.1)
			.atRandom(0.5, "GET /customers", 0.02, 0)
			.atRandom(0.3, "GET /", 0.01, 0)),

		/** A pool with little work. */
		CALM((load) -> load.atRandom(0.4, "GET /a", 0.02, 0.5)
			.atRandom(0.4, "GET /b", 0.02, 0)
			.atRandom(0.2, "GET /c", 0.02, 1)),

		/** Tasks at the beat of a check, each for a part of it. */
		BEATS((load) -> load.every(1, 0, 1, "each second", 0.1, 0)
			.every(1, 0.5, 1, "each second, later", 0.3, 0.5)
			.every(5, 0.2, 2, "each five seconds", 0.7, 0)
			.atRandom(0.2, "GET /", 0.01, 0)),

		/** Bursts that are shorter than the time between two checks. */
		BURSTS((load) -> load.every(1, 0.05, 8, "burst", 0.08, 0)
			.every(10, 0.95, 10, "rare burst", 0.6, 1)
			.atRandom(1, "GET /", 0.03, 0.3)),

		/** Longer than the time between two checks, and much shorter. */
		LONG_AND_SHORT((load) -> load.every(60, 3, 1, "report", 45, 0.1)
			.atRandom(1, "GET /", 0.01, 0)
			.every(2.1, 0, 1, "comes of age", 2.05, 0.9)),

		/** More origins than have a row of their own, of which some are large. */
		MANY((load) -> {
			for (int i = 0; i < 400; i++) {
				load.atRandom(0.01, "GET /small/" + i, 0.02, 0);
			}
			// when all rows have been taken
			load.holdLater(100, 1.5, "late", 0.1, 0.7);
			load.atRandom(1, "GET /large", 0.05, 0.2);
		}),

		/** Each piece of work has another name. */
		NAMES_WITHOUT_END((load) -> {
			for (int i = 0; i < 20_000; i++) {
				load.hold("GET /" + i, load.random().nextDouble() * FIVE_MINUTES, 0.03, 0);
			}
			load.atRandom(2, "GET /orders/{id}", 0.05, 0.5);
		});

		private final Consumer<SimulatedLoad> work;

		Workload(Consumer<SimulatedLoad> work) {
			this.work = work;
		}

	}

	@ParameterizedTest
	@EnumSource
	void sharesAreRightWithinThreePoints(Workload workload) {
		double worst = 0;
		for (int run = 0; run < RUNS; run++) {
			SimulatedLoad load = new SimulatedLoad(run, FIVE_MINUTES);
			workload.work.accept(load);
			worst = Math.max(worst, worst(load, load.sampledAt(times(run))));
		}
		assertThat(worst).isLessThanOrEqualTo(POINTS);
	}

	private static List<Double> times(long seed) {
		SampleTimes gaps = new SampleTimes(Duration.ofSeconds(1), new SplittableRandom(~seed));
		List<Double> times = new ArrayList<>();
		for (double time = 0; time <= FIVE_MINUTES; time += gaps.nextNanos() / 1e9) {
			times.add(time);
		}
		return times;
	}

	/** The largest difference of a share that is above 5 %, or is said to be. */
	static double worst(SimulatedLoad load, LoadTable table) {
		Map<String, LoadReport.Share> truth = load.truth();
		LoadReport report = Objects.requireNonNull(LoadReports.ofMinutes(table));
		Map<String, LoadReport.Share> told = new HashMap<>();
		report.origins().forEach((origin) -> told.put(origin.name(), origin.share()));
		double allTrue = truth.values().stream().mapToDouble(LoadReport.Share::connections).sum();
		double allTold = report.total().connections();
		double worst = 0;
		for (String origin : Stream.concat(truth.keySet().stream(), told.keySet().stream()).toList()) {
			LoadReport.Share isTrue = truth.getOrDefault(origin, LoadReport.Share.NONE);
			LoadReport.Share isTold = told.getOrDefault(origin, LoadReport.Share.NONE);
			worst = Math.max(worst, difference(isTrue.connections() / allTrue, isTold.connections() / allTold));
			worst = Math.max(worst, difference(isTrue.executing() / allTrue, isTold.executing() / allTold));
			worst = Math.max(worst, difference(isTrue.allIdle() / allTrue, isTold.allIdle() / allTold));
		}
		return worst;
	}

	private static double difference(double isTrue, double isTold) {
		return (isTrue > SMALLEST || isTold > SMALLEST) ? Math.abs(isTrue - isTold) : 0;
	}

}

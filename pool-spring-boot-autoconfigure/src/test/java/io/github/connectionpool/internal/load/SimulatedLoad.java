package io.github.connectionpool.internal.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * Work on a pool by a clock of its own: each checkout has a begin, an end, and a part at
 * its end in which no statement runs. Times are in seconds.
 */
final class SimulatedLoad {

	private final List<Hold> holds = new ArrayList<>();

	private final SplittableRandom random;

	private final double length;

	/** One connection from borrow to return. */
	record Hold(String origin, double begin, double idleFrom, double end) {

	}

	SimulatedLoad(long seed, double length) {
		this.random = new SplittableRandom(seed);
		this.length = length;
	}

	/** Holds that begin at a steady beat. */
	SimulatedLoad every(double period, double phase, int together, String origin, double hold, double idleShare) {
		for (double begin = phase; begin < this.length; begin += period) {
			for (int i = 0; i < together; i++) {
				hold(origin, begin, hold, idleShare);
			}
		}
		return this;
	}

	/** Holds that come independently of each other, so many on average at once. */
	SimulatedLoad atRandom(double connections, String origin, double meanHold, double idleShare) {
		DoubleSupplier gap = () -> exponential(meanHold / connections);
		for (double begin = gap.getAsDouble(); begin < this.length; begin += gap.getAsDouble()) {
			hold(origin, begin, exponential(meanHold), idleShare);
		}
		return this;
	}

	/** The same, from a time on. */
	SimulatedLoad holdLater(double from, double connections, String origin, double meanHold, double idleShare) {
		for (double begin = from; begin < this.length; begin += exponential(meanHold / connections)) {
			hold(origin, begin, exponential(meanHold), idleShare);
		}
		return this;
	}

	void hold(String origin, double begin, double hold, double idleShare) {
		double end = Math.min(begin + hold, this.length);
		this.holds.add(new Hold(origin, begin, Math.min(end, begin + hold * (1 - idleShare)), end));
	}

	double exponential(double mean) {
		return -Math.log(1 - this.random.nextDouble()) * mean;
	}

	SplittableRandom random() {
		return this.random;
	}

	/** Sampled at the given times after the beginning, in order. */
	LoadTable sampledAt(List<Double> times) {
		this.holds.sort(Comparator.comparingDouble(Hold::begin));
		LoadTable table = new LoadTable();
		List<Hold> open = new ArrayList<>();
		int next = 0;
		for (double time : times) {
			while (next < this.holds.size() && this.holds.get(next).begin() <= time) {
				open.add(this.holds.get(next++));
			}
			open.removeIf((hold) -> hold.end() <= time);
			table.begin(Math.round(time * 1e9));
			for (Hold hold : open) {
				table.add(OriginKey.of("request", hold.origin()),
						(time < hold.idleFrom()) ? ConnectionUse.EXECUTING : ConnectionUse.IDLE_IN_TRANSACTION);
			}
			table.end();
		}
		return table;
	}

	/** The true averages by origin. */
	Map<String, LoadReport.Share> truth() {
		Map<String, LoadReport.Share> truth = new HashMap<>();
		for (Hold hold : this.holds) {
			truth.merge(hold.origin(), new LoadReport.Share((hold.idleFrom() - hold.begin()) / this.length,
					(hold.end() - hold.idleFrom()) / this.length, 0, 0), LoadReport.Share::and);
		}
		return truth;
	}

}

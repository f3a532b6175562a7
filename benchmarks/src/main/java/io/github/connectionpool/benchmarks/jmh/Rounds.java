package io.github.connectionpool.benchmarks.jmh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.connectionpool.benchmarks.Progress;

/**
 * Measures a list of things again and again, one after the other. A machine gets faster
 * and slower over minutes, but all measurements of a round have the same machine.
 *
 * @param <T> says what to measure; its text is shown
 */
public final class Rounds<T> {

	private final List<T> steps;

	private final Progress progress;

	private final Map<T, List<Measured>> measured = new LinkedHashMap<>();

	private final long startNanos = System.nanoTime();

	/**
	 * Plan them.
	 * @param rounds what to measure in each
	 * @param progress told after each measurement
	 */
	public Rounds(List<List<T>> rounds, Progress progress) {
		this.steps = rounds.stream().flatMap(List::stream).toList();
		this.progress = progress;
	}

	/**
	 * Measure all of it.
	 * @param probe measures one
	 * @return the results of each
	 * @throws Exception if one cannot be measured
	 */
	public Map<T, Figure> measure(Probe<T> probe) throws Exception {
		for (int over = 0; over < this.steps.size(); over++) {
			T step = this.steps.get(over);
			Measured seen = probe.measure(step);
			this.measured.computeIfAbsent(step, (key) -> new ArrayList<>()).add(seen);
			this.progress.say(String.format(Locale.ROOT, "%d of %d, about %d s left; %s: %.0f ns, %.0f bytes", over + 1,
					this.steps.size(), secondsLeft(over + 1), step, seen.nanos(), seen.bytes()));
		}
		Map<T, Figure> figures = new LinkedHashMap<>();
		this.measured.forEach((step, all) -> figures.put(step, new Figure(all)));
		return figures;
	}

	private long secondsLeft(int over) {
		long elapsed = System.nanoTime() - this.startNanos;
		return TimeUnit.NANOSECONDS.toSeconds(elapsed / over * (this.steps.size() - over));
	}

	/**
	 * Measures one thing.
	 *
	 * @param <T> says what to measure
	 */
	@FunctionalInterface
	public interface Probe<T> {

		/**
		 * Measure it.
		 * @param what to measure
		 * @return the results
		 * @throws Exception if it cannot be measured
		 */
		Measured measure(T what) throws Exception;

	}

}

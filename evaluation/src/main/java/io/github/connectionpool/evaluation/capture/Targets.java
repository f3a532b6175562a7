package io.github.connectionpool.evaluation.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.connectionpool.evaluation.scenario.Practised.Place;
import io.github.connectionpool.internal.capture.StackCapture;

/**
 * The figures that the default has to reach.
 */
final class Targets {

	private static final double MOST_STACKS = 3;

	private static final double LEAST_SHOWN = 99;

	private static final long MOST_BYTES = 1_048_576;

	private final CaptureResult adaptive;

	private final int foreign;

	private final List<Target> targets = new ArrayList<>();

	private Targets(CaptureResult adaptive, int foreign) {
		this.adaptive = adaptive;
		this.foreign = foreign;
	}

	/**
	 * Compare.
	 * @param results the results so far
	 * @return none until the default was run
	 */
	static List<Target> of(List<CaptureResult> results) {
		int foreign = results.stream().mapToInt(CaptureResult::foreign).sum();
		return results.stream()
			.filter((result) -> result.capture() == StackCapture.ADAPTIVE)
			.flatMap((result) -> new Targets(result, foreign).all().stream())
			.toList();
	}

	private List<Target> all() {
		addStacks();
		addLeaks("first leak after a calm time, its line is the first", this.adaptive.leaks());
		List<LeakResult> practised = this.adaptive.practised();
		addLeaks("the same after healthy borrows of its origin",
				practised.stream().filter((leak) -> !leak.harder()).toList());
		addLeaks("harder leaks after healthy borrows, the line is the first",
				practised.stream().filter((leak) -> leak.harder() && leak.place() == Place.FIRST).toList());
		addLeaks("two lines with one origin and one statement, the right one is shown",
				practised.stream().filter((leak) -> leak.place() == Place.AMONG).toList());
		add("call sites that are not on their own stack, all three values", "0", Integer.toString(this.foreign),
				this.foreign == 0);
		addShown();
		add("heap of a pool after 100,000 origins and texts", "1 MB at most",
				"%,d KB".formatted(this.adaptive.memory() / 1024), this.adaptive.memory() <= MOST_BYTES);
		return this.targets;
	}

	private void addStacks() {
		Borrows all = this.adaptive.healthy();
		double[] shares = this.adaptive.practised()
			.stream()
			.mapToDouble((leak) -> leak.before().stackPercent())
			.sorted()
			.toArray();
		double median = (shares.length > 0) ? shares[shares.length / 2] : 0;
		add("stacks taken in steady state", "3 % at most", String.format(Locale.ROOT,
				"%.1f %% of %,d borrows, %.1f %% in the median case", all.stackPercent(), all.steady(), median),
				all.stackPercent() <= MOST_STACKS);
	}

	private void addLeaks(String what, List<LeakResult> leaks) {
		long placed = leaks.stream().filter((leak) -> leak.isPlaced(1)).count();
		add(what, "all", placed + " of " + leaks.size(), placed == leaks.size());
	}

	private void addShown() {
		Borrows all = this.adaptive.practised()
			.stream()
			.filter((leak) -> !leak.harder())
			.map(LeakResult::before)
			.reduce(Borrows.NONE, Borrows::plus);
		add("checkouts of the scorecard that show a stack after the first minute, their own or a likely one",
				"99 % at least", String.format(Locale.ROOT, "%.2f %% of %,d", all.shownPercent(), all.late()),
				all.shownPercent() >= LEAST_SHOWN);
	}

	private void add(String what, String limit, String figure, boolean reached) {
		this.targets.add(new Target(what, limit, figure, reached));
	}

	/**
	 * One of them.
	 *
	 * @param what the figure in words
	 * @param limit what it has to be
	 * @param figure what it is
	 * @param reached whether that is enough
	 */
	record Target(String what, String limit, String figure, boolean reached) {
	}

}

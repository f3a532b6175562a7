package io.github.connectionpool.benchmarks.borrow;

import java.util.ArrayList;
import java.util.List;

import io.github.connectionpool.benchmarks.candidate.Candidate;
import io.github.connectionpool.benchmarks.candidate.Candidates;
import io.github.connectionpool.benchmarks.candidate.Kind;
import io.github.connectionpool.benchmarks.result.Target;

/**
 * What a borrow may cost, compared with others in the same run. A target without a
 * measurement is not reached.
 */
final class BorrowTargets {

	private static final double NEVER_OVER_BARE = 1.9;

	private static final double ALWAYS_OVER_LEAK_DETECTION = 1.0;

	private static final double ADAPTIVE_OVER_LEAK_DETECTION = 0.10;

	/** Nanoseconds that the default adds in a calm pool. */
	private static final double ADAPTIVE_ADDED = 60;

	private static final double BYTES_ADDED = 250;

	private final BorrowFigures figures;

	BorrowTargets(BorrowFigures figures) {
		this.figures = figures;
	}

	List<Target> all() {
		List<Target> targets = new ArrayList<>();
		targets.add(Target.atMost(ratio(Candidates.NEVER, Candidates.HIKARI, BorrowPlan.SHALLOW), NEVER_OVER_BARE,
				over(Candidates.NEVER, Candidates.HIKARI, BorrowPlan.SHALLOW)));
		for (int depth : new int[] { BorrowPlan.SHALLOW, BorrowPlan.DEEP }) {
			targets.add(Target.atMost(ratio(Candidates.ALWAYS, Candidates.HIKARI_LEAK, depth),
					ALWAYS_OVER_LEAK_DETECTION, over(Candidates.ALWAYS, Candidates.HIKARI_LEAK, depth)));
		}
		targets.add(Target.atMost(ratio(Candidates.ADAPTIVE, Candidates.HIKARI_LEAK, BorrowPlan.DEEP),
				ADAPTIVE_OVER_LEAK_DETECTION, over(Candidates.ADAPTIVE, Candidates.HIKARI_LEAK, BorrowPlan.DEEP)));
		for (int depth : new int[] { BorrowPlan.SHALLOW, BorrowPlan.DEEP }) {
			targets.add(Target.atMost(
					"ns of a borrow: what %s adds to %s at depth %d".formatted(Candidates.ADAPTIVE, Candidates.NEVER,
							depth),
					ADAPTIVE_ADDED,
					this.figures.nanos(Candidates.ADAPTIVE, depth) - this.figures.nanos(Candidates.NEVER, depth)));
		}
		this.figures.candidates()
			.stream()
			.filter((candidate) -> candidate.kind() == Kind.DETECTOR && !candidate.equals(Candidates.HIKARI_LEAK))
			.forEach((candidate) -> slower(candidate, targets));
		targets.add(Target.atMost(
				"bytes of a borrow: what %s adds to %s at depth %d".formatted(Candidates.NEVER, Candidates.HIKARI,
						BorrowPlan.SHALLOW),
				BYTES_ADDED, this.figures.bytes(Candidates.NEVER, BorrowPlan.SHALLOW)
						- this.figures.bytes(Candidates.HIKARI, BorrowPlan.SHALLOW)));
		return targets;
	}

	private void slower(Candidate candidate, List<Target> targets) {
		for (int depth : new int[] { BorrowPlan.SHALLOW, BorrowPlan.DEEP }) {
			targets.add(Target.atLeast(ratio(candidate, Candidates.ALWAYS, depth), 1,
					over(candidate, Candidates.ALWAYS, depth)));
		}
	}

	private static String ratio(Candidate one, Candidate other, int depth) {
		return "time of a borrow: %s over %s at depth %d".formatted(one, other, depth);
	}

	private double over(Candidate one, Candidate other, int depth) {
		return this.figures.nanos(one, depth) / this.figures.nanos(other, depth);
	}

}

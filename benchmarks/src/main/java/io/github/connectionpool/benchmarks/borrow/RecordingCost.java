package io.github.connectionpool.benchmarks.borrow;

import java.util.List;

import io.github.connectionpool.benchmarks.candidate.Candidates;
import io.github.connectionpool.benchmarks.jmh.Figure;
import io.github.connectionpool.benchmarks.result.Table;
import io.github.connectionpool.benchmarks.result.Target;

/**
 * The cost of the events for Flight Recorder and for traces while nothing records.
 *
 * @param asked the questions of a borrow whether a recording runs
 * @param figures the borrows
 */
record RecordingCost(Figure asked, BorrowFigures figures) {

	/** Far less than two rounds of one candidate differ. */
	private static final double MOST_NANOS = 5;

	private static final double MOST_TRACED = 1.05;

	Table table() {
		Figure never = this.figures.find(Candidates.NEVER, BorrowPlan.SHALLOW, Borrowers.ONE);
		return new Table("Events for Flight Recorder while nothing records: ns (lowest–highest round)",
				List.of("of", "ns", "rounds"),
				List.of(row("the three questions of a borrow and its return whether a recording runs", this.asked),
						(never != null) ? row("that borrow and return, " + Candidates.NEVER, never)
								: List.of("that borrow and return", "–", "–")));
	}

	private static List<Object> row(String name, Figure figure) {
		return List.of(name, figure.nanos(), "%.1f–%.1f".formatted(figure.lowest(), figure.highest()));
	}

	List<Target> targets() {
		return List.of(
				Target.atMost("ns of a borrow: the questions whether a recording runs", MOST_NANOS, this.asked.nanos()),
				Target.atMost(
						"time of a borrow: %s over %s at depth %d".formatted(Candidates.TRACED, Candidates.NEVER,
								BorrowPlan.SHALLOW),
						MOST_TRACED, this.figures.nanos(Candidates.TRACED, BorrowPlan.SHALLOW)
								/ this.figures.nanos(Candidates.NEVER, BorrowPlan.SHALLOW)));
	}

}

package io.github.connectionpool.benchmarks.borrow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import io.github.connectionpool.benchmarks.candidate.Candidate;
import io.github.connectionpool.benchmarks.candidate.Candidates;
import io.github.connectionpool.benchmarks.jmh.Figure;
import io.github.connectionpool.benchmarks.result.Table;

/**
 * Shows what a borrow costs.
 */
final class BorrowTables {

	private static final String NONE = "–";

	private final BorrowFigures figures;

	BorrowTables(BorrowFigures figures) {
		this.figures = figures;
	}

	List<Table> all() {
		return List.of(oneThread(), manyThreads());
	}

	private Table oneThread() {
		List<List<Object>> rows = new ArrayList<>();
		for (Candidate candidate : this.figures.candidates()) {
			Object[] shallow = times(candidate, BorrowPlan.SHALLOW);
			Object[] deep = times(candidate, BorrowPlan.DEEP);
			rows.add(List.of(candidate.name(), candidate.kind().text(), shallow[0], shallow[1], over(candidate),
					shallow[2], deep[0], deep[1], deep[2]));
		}
		return new Table(
				"Borrow and return, one thread, by depth of the stack: ns (lowest–highest round) and bytes allocated",
				List.of("candidate", "kind", "ns at 20", "rounds at 20", "× HikariCP", "bytes at 20", "ns at 100",
						"rounds at 100", "bytes at 100"),
				rows);
	}

	private Object[] times(Candidate candidate, int depth) {
		Figure figure = this.figures.find(candidate, depth, Borrowers.ONE);
		return (figure == null) ? new Object[] { NONE, NONE, NONE } : new Object[] { figure.nanos(),
				Math.round(figure.lowest()) + "–" + Math.round(figure.highest()), Math.round(figure.bytes()) };
	}

	private Object over(Candidate candidate) {
		double over = this.figures.nanos(candidate, BorrowPlan.SHALLOW)
				/ this.figures.nanos(Candidates.HIKARI, BorrowPlan.SHALLOW);
		return Double.isNaN(over) ? NONE : over;
	}

	private Table manyThreads() {
		List<List<Object>> rows = new ArrayList<>();
		for (Candidate candidate : this.figures.candidates()) {
			if (this.figures.find(candidate, BorrowPlan.SHALLOW, Borrowers.PLATFORM) != null) {
				rows.add(List.of(candidate.name(), cell(candidate, Borrowers.PLATFORM, Figure::nanos),
						cell(candidate, Borrowers.VIRTUAL, Figure::nanos)));
			}
		}
		return new Table(
				"Borrow and return by %d threads at once, depth 20: ns as each of them sees it%s".formatted(
						Borrowers.PLATFORM.threads(),
						VirtualBorrowers.areThere() ? "" : "; this JVM has no virtual threads, which need 21 or newer"),
				List.of("candidate", "threads of the platform", "virtual threads"), rows);
	}

	private Object cell(Candidate candidate, Borrowers borrowers, ToDoubleFunction<Figure> what) {
		Figure figure = this.figures.find(candidate, BorrowPlan.SHALLOW, borrowers);
		return (figure != null) ? what.applyAsDouble(figure) : NONE;
	}

}

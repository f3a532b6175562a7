package io.github.connectionpool.benchmarks.borrow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.github.connectionpool.benchmarks.Effort;
import io.github.connectionpool.benchmarks.Group;
import io.github.connectionpool.benchmarks.Progress;
import io.github.connectionpool.benchmarks.candidate.Candidate;
import io.github.connectionpool.benchmarks.candidate.Candidates;
import io.github.connectionpool.benchmarks.jmh.Figure;
import io.github.connectionpool.benchmarks.jmh.Jmh;
import io.github.connectionpool.benchmarks.jmh.Rounds;
import io.github.connectionpool.benchmarks.jmh.Timing;
import io.github.connectionpool.benchmarks.result.GroupResult;
import io.github.connectionpool.benchmarks.result.Table;
import io.github.connectionpool.benchmarks.result.Target;

/**
 * What it costs to borrow a connection and to return it, at a pool on a driver that does
 * nothing.
 */
public final class BorrowGroup implements Group {

	private static final Timing FULL = new Timing(true, 5, 4, Duration.ofMillis(400));

	private final List<Candidate> candidates;

	private final Timing shortest;

	/** Create it with all candidates. */
	public BorrowGroup() {
		this(Candidates.all(), Timing.SMOKE);
	}

	/**
	 * Create it with some of the candidates.
	 * @param candidates those to measure
	 * @param shortest for how long, where it is just to be seen that it runs
	 */
	public BorrowGroup(List<Candidate> candidates, Timing shortest) {
		this.candidates = List.copyOf(candidates);
		this.shortest = shortest;
	}

	@Override
	public String name() {
		return "borrow";
	}

	@Override
	public GroupResult measure(Effort effort, Progress progress) throws Exception {
		BorrowPlan plan = BorrowPlan.of(effort, this.candidates);
		Jmh jmh = new Jmh((effort == Effort.FULL) ? FULL : this.shortest);
		BorrowFigures figures = new BorrowFigures(new Rounds<>(plan.cells(), progress).measure((cell) -> jmh
			.run(BorrowBenchmark.class, cell.borrowers().benchmark(), cell.borrowers().threads(), cell.parameters())));
		RecordingCost recording = new RecordingCost(asked(plan, jmh, progress), figures);
		List<Table> tables = new ArrayList<>(new BorrowTables(figures).all());
		tables.add(recording.table());
		List<Target> targets = new ArrayList<>(new BorrowTargets(figures).all());
		targets.addAll(recording.targets());
		return new GroupResult("What a borrow costs", tables, targets);
	}

	private static Figure asked(BorrowPlan plan, Jmh jmh, Progress progress) throws Exception {
		List<List<String>> rounds = Collections.nCopies(plan.rounds(), List.of("whether a recording runs"));
		return new Rounds<>(rounds, progress).measure((what) -> jmh.run(RecordingBenchmark.class, "ask", 1, Map.of()))
			.values()
			.iterator()
			.next();
	}

}

package io.github.connectionpool.benchmarks.statement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.github.connectionpool.benchmarks.Effort;
import io.github.connectionpool.benchmarks.Group;
import io.github.connectionpool.benchmarks.Progress;
import io.github.connectionpool.benchmarks.jmh.Figure;
import io.github.connectionpool.benchmarks.jmh.Jmh;
import io.github.connectionpool.benchmarks.jmh.Rounds;
import io.github.connectionpool.benchmarks.jmh.Timing;
import io.github.connectionpool.benchmarks.result.GroupResult;
import io.github.connectionpool.benchmarks.result.Table;
import io.github.connectionpool.benchmarks.result.Target;

/**
 * What it costs to run a statement on a connection that is monitored.
 */
public final class StatementGroup implements Group {

	private static final Timing FULL = new Timing(true, 6, 3, Duration.ofSeconds(1));

	private static final int ROUNDS = 9;

	@Override
	public String name() {
		return "statement";
	}

	@Override
	public GroupResult measure(Effort effort, Progress progress) throws Exception {
		List<Cell> cells = new ArrayList<>();
		for (Database database : Database.values()) {
			cells.add(new Cell(database, false));
			cells.add(new Cell(database, true));
		}
		boolean full = effort == Effort.FULL;
		Jmh jmh = new Jmh(full ? FULL : Timing.SMOKE);
		Map<Cell, Figure> figures = new Rounds<>(Collections.nCopies(full ? ROUNDS : 1, cells), progress)
			.measure((cell) -> jmh.run(StatementBenchmark.class, "statement", 1, cell.parameters()));
		return result(figures);
	}

	private static GroupResult result(Map<Cell, Figure> figures) {
		List<List<Object>> rows = new ArrayList<>();
		List<Target> targets = new ArrayList<>();
		for (Database database : Database.values()) {
			Figure bare = figures.get(new Cell(database, false));
			Figure monitored = figures.get(new Cell(database, true));
			if (bare == null || monitored == null) {
				throw new IllegalStateException(database + " was not measured");
			}
			double ratio = monitored.over(bare);
			rows.add(List.of(database.text(), bare.nanos(), range(bare), monitored.nanos(), range(monitored), ratio,
					Math.round(bare.bytes()), Math.round(monitored.bytes())));
			targets.add(Target.atMost("time of a statement: starter over HikariCP on " + database.text(),
					database.limit(), ratio));
		}
		return new GroupResult("What a statement costs", List.of(new Table(
				"Prepare, bind five parameters, run, read 100 rows of five columns, close: ns (lowest–highest round) and bytes allocated",
				List.of("database", "HikariCP, ns", "rounds", "starter, ns", "rounds", "starter / HikariCP",
						"HikariCP, bytes", "starter, bytes"),
				rows)), targets);
	}

	private static String range(Figure figure) {
		return Math.round(figure.lowest()) + "–" + Math.round(figure.highest());
	}

}

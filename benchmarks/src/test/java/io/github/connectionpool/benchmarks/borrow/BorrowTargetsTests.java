package io.github.connectionpool.benchmarks.borrow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.benchmarks.candidate.Candidate;
import io.github.connectionpool.benchmarks.candidate.Candidates;
import io.github.connectionpool.benchmarks.jmh.Figure;
import io.github.connectionpool.benchmarks.jmh.Measured;
import io.github.connectionpool.benchmarks.result.Target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class BorrowTargetsTests {

	private static final Candidate DRUID = Candidates.named("Druid removeAbandoned");

	private final Map<Cell, Figure> figures = new LinkedHashMap<>();

	@Test
	void theyAreRatiosOfWhatWasMeasuredInOneRun() {
		measured(Candidates.HIKARI, 100, 100, 56);
		measured(Candidates.NEVER, 150, 150, 288);
		measured(Candidates.ADAPTIVE, 160, 180, 300);
		measured(Candidates.ALWAYS, 900, 1800, 1000);
		measured(Candidates.HIKARI_LEAK, 1000, 2000, 1300);
		measured(DRUID, 1800, 1700, 2300);
		assertThat(targets()).extracting(Target::what, Target::bound, Target::limit, Target::seen)
			.containsExactly(
					tuple("time of a borrow: starter never over HikariCP at depth 20", Target.Bound.AT_MOST, 1.9, 1.5),
					tuple("time of a borrow: starter always over HikariCP leakDetectionThreshold at depth 20",
							Target.Bound.AT_MOST, 1.0, 0.9),
					tuple("time of a borrow: starter always over HikariCP leakDetectionThreshold at depth 100",
							Target.Bound.AT_MOST, 1.0, 0.9),
					tuple("time of a borrow: starter adaptive over HikariCP leakDetectionThreshold at depth 100",
							Target.Bound.AT_MOST, 0.1, 0.09),
					tuple("ns of a borrow: what starter adaptive adds to starter never at depth 20",
							Target.Bound.AT_MOST, 60.0, 10.0),
					tuple("ns of a borrow: what starter adaptive adds to starter never at depth 100",
							Target.Bound.AT_MOST, 60.0, 30.0),
					tuple("time of a borrow: Druid removeAbandoned over starter always at depth 20",
							Target.Bound.AT_LEAST, 1.0, 2.0),
					tuple("time of a borrow: Druid removeAbandoned over starter always at depth 100",
							Target.Bound.AT_LEAST, 1.0, 1700.0 / 1800),
					tuple("bytes of a borrow: what starter never adds to HikariCP at depth 20", Target.Bound.AT_MOST,
							250.0, 232.0));
	}

	@Test
	void whatWasNotMeasuredIsMissed() {
		measured(Candidates.HIKARI, 100, 100, 56);
		assertThat(targets()).isNotEmpty().noneMatch(Target::reached);
	}

	private List<Target> targets() {
		return new BorrowTargets(new BorrowFigures(this.figures)).all();
	}

	private void measured(Candidate candidate, double shallow, double deep, double bytes) {
		this.figures.put(new Cell(candidate, BorrowPlan.SHALLOW, Borrowers.ONE),
				new Figure(List.of(new Measured(shallow, bytes))));
		this.figures.put(new Cell(candidate, BorrowPlan.DEEP, Borrowers.ONE),
				new Figure(List.of(new Measured(deep, bytes))));
	}

}

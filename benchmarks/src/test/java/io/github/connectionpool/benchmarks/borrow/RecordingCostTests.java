package io.github.connectionpool.benchmarks.borrow;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.benchmarks.candidate.Candidates;
import io.github.connectionpool.benchmarks.jmh.Figure;
import io.github.connectionpool.benchmarks.jmh.Measured;
import io.github.connectionpool.benchmarks.result.Target;

import static org.assertj.core.api.Assertions.assertThat;

class RecordingCostTests {

	private static final Figure ASKED = figure(1.5);

	@Test
	void questionsAndATracerAreComparedWithTheBorrow() {
		RecordingCost cost = new RecordingCost(ASKED,
				new BorrowFigures(Map.of(new Cell(Candidates.NEVER, BorrowPlan.SHALLOW, Borrowers.ONE), figure(300),
						new Cell(Candidates.TRACED, BorrowPlan.SHALLOW, Borrowers.ONE), figure(306))));
		assertThat(cost.targets()).allMatch(Target::reached).extracting(Target::seen).containsExactly(1.5, 1.02);
		assertThat(cost.table().rows()).extracting((row) -> row.get(1)).containsExactly(1.5, 300.0);
	}

	@Test
	void aBorrowThatWasNotMeasuredIsMissed() {
		RecordingCost cost = new RecordingCost(ASKED, new BorrowFigures(Map.of()));
		assertThat(cost.targets()).extracting(Target::reached).containsExactly(true, false);
		assertThat(cost.table().rows()).hasSize(2);
	}

	private static Figure figure(double nanos) {
		return new Figure(List.of(new Measured(nanos, 0)));
	}

}

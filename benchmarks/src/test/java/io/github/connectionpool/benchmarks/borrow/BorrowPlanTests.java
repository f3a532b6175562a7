package io.github.connectionpool.benchmarks.borrow;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.benchmarks.Effort;
import io.github.connectionpool.benchmarks.candidate.Candidate;
import io.github.connectionpool.benchmarks.candidate.Candidates;

import static org.assertj.core.api.Assertions.assertThat;

class BorrowPlanTests {

	private static final Candidate DRUID = Candidates.named("Druid");

	private final BorrowPlan plan = BorrowPlan.of(Effort.FULL,
			List.of(Candidates.HIKARI, Candidates.HIKARI_LEAK, DRUID));

	@Test
	void candidatesTakeTurns() {
		assertThat(this.plan.cells()).hasSize(6);
		assertThat(this.plan.cells().get(5)).containsExactly(new Cell(Candidates.HIKARI, 20, Borrowers.ONE),
				new Cell(Candidates.HIKARI, 100, Borrowers.ONE), new Cell(Candidates.HIKARI_LEAK, 20, Borrowers.ONE),
				new Cell(Candidates.HIKARI_LEAK, 100, Borrowers.ONE));
	}

	@Test
	void wrappersAreMeasuredOnce() {
		Candidate wrapper = Candidates.named("P6Spy");
		BorrowPlan others = BorrowPlan.of(Effort.FULL, List.of(Candidates.HIKARI, wrapper));
		assertThat(others.cells().stream().flatMap(List::stream))
			.containsOnlyOnce(new Cell(wrapper, 100, Borrowers.ONE));
	}

	@Test
	void whatNoTargetIsAboutIsMeasuredOnce() {
		assertThat(this.plan.cells().stream().flatMap(List::stream))
			.filteredOn((cell) -> cell.borrowers() == Borrowers.PLATFORM || cell.candidate().equals(DRUID))
			.containsExactly(new Cell(Candidates.HIKARI, 20, Borrowers.PLATFORM),
					new Cell(Candidates.HIKARI_LEAK, 20, Borrowers.PLATFORM), new Cell(DRUID, 20, Borrowers.ONE));
	}

}

package io.github.connectionpool.benchmarks.borrow;

import java.util.ArrayList;
import java.util.List;

import io.github.connectionpool.benchmarks.Effort;
import io.github.connectionpool.benchmarks.candidate.Candidate;
import io.github.connectionpool.benchmarks.candidate.Candidates;
import io.github.connectionpool.benchmarks.candidate.Kind;

/**
 * The measurements of each round. Immutable.
 *
 * @param candidates those that are compared
 * @param rounds how often what targets are about is measured
 * @param roundsOfRest how often the rest is
 */
record BorrowPlan(List<Candidate> candidates, int rounds, int roundsOfRest) {

	static final int SHALLOW = 20;

	static final int DEEP = 100;

	BorrowPlan {
		candidates = List.copyOf(candidates);
	}

	static BorrowPlan of(Effort effort, List<Candidate> candidates) {
		return (effort == Effort.FULL) ? new BorrowPlan(candidates, 6, 1) : new BorrowPlan(candidates, 1, 1);
	}

	List<List<Cell>> cells() {
		List<List<Cell>> all = new ArrayList<>();
		for (int round = 0; round < this.rounds; round++) {
			List<Cell> cells = new ArrayList<>();
			for (Candidate candidate : this.candidates) {
				if (!isForComparison(candidate) && round < rounds(candidate)) {
					cells.add(new Cell(candidate, SHALLOW, Borrowers.ONE));
					cells.add(new Cell(candidate, DEEP, Borrowers.ONE));
				}
			}
			if (round < this.roundsOfRest) {
				this.candidates.forEach((candidate) -> addRest(candidate, cells));
			}
			all.add(cells);
		}
		return all;
	}

	private int rounds(Candidate candidate) {
		return (candidate.kind() == Kind.WRAPPER) ? this.roundsOfRest : this.rounds;
	}

	private static void addRest(Candidate candidate, List<Cell> cells) {
		if (isForComparison(candidate)) {
			cells.add(new Cell(candidate, SHALLOW, Borrowers.ONE));
			return;
		}
		cells.add(new Cell(candidate, SHALLOW, Borrowers.PLATFORM));
		if (VirtualBorrowers.areThere()) {
			cells.add(new Cell(candidate, SHALLOW, Borrowers.VIRTUAL));
		}
	}

	/** Another pool without its detection, which only says what that adds. */
	private static boolean isForComparison(Candidate candidate) {
		return candidate.kind() == Kind.POOL && !candidate.equals(Candidates.HIKARI);
	}

}

package io.github.connectionpool.benchmarks.borrow;

import java.util.Locale;
import java.util.Map;

import io.github.connectionpool.benchmarks.candidate.Candidate;

/**
 * One thing to measure.
 *
 * @param candidate the pool
 * @param depth frames of a stack that is taken at a borrow
 * @param borrowers the borrowers
 */
record Cell(Candidate candidate, int depth, Borrowers borrowers) {

	Map<String, String> parameters() {
		return Map.of("candidate", this.candidate.name(), "depth", Integer.toString(this.depth));
	}

	@Override
	public String toString() {
		return "%s, depth %d, %s".formatted(this.candidate, this.depth, this.borrowers.name().toLowerCase(Locale.ROOT));
	}

}

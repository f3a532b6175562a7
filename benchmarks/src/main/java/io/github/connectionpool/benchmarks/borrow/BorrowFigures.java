package io.github.connectionpool.benchmarks.borrow;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.benchmarks.candidate.Candidate;
import io.github.connectionpool.benchmarks.candidate.Candidates;
import io.github.connectionpool.benchmarks.jmh.Figure;

/**
 * The measurements, by name. Immutable.
 *
 * @param figures by the name of the measurement
 */
record BorrowFigures(Map<Cell, Figure> figures) {

	List<Candidate> candidates() {
		return Candidates.all()
			.stream()
			.filter((
					candidate) -> this.figures.keySet().stream().anyMatch((cell) -> cell.candidate().equals(candidate)))
			.toList();
	}

	@Nullable Figure find(Candidate candidate, int depth, Borrowers borrowers) {
		return this.figures.get(new Cell(candidate, depth, borrowers));
	}

	double nanos(Candidate candidate, int depth) {
		Figure figure = find(candidate, depth, Borrowers.ONE);
		return (figure != null) ? figure.nanos() : Double.NaN;
	}

	double bytes(Candidate candidate, int depth) {
		Figure figure = find(candidate, depth, Borrowers.ONE);
		return (figure != null) ? figure.bytes() : Double.NaN;
	}

}

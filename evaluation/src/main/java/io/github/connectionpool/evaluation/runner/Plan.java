package io.github.connectionpool.evaluation.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.connectionpool.evaluation.detector.DetectorSpec;

/**
 * The runs before one detector.
 *
 * @param candidates the scenarios
 * @param copies how many of each run at once
 * @param horizon how long innocents hold on
 * @param watch how long leaks are watched after the end of their work
 * @param load whether other pools are kept busy meanwhile
 */
public record Plan(List<Candidate> candidates, int copies, Duration horizon, Duration watch, boolean load) {

	/**
	 * The plan that confronts a detector with work that takes longer than its time.
	 * @param candidates the scenarios
	 * @param spec the detector
	 * @return each scenario once
	 */
	public static Plan of(List<Candidate> candidates, DetectorSpec spec) {
		return new Plan(candidates, 1, spec.horizon(), spec.watch(), false);
	}

	/**
	 * The same in several parts.
	 * @param most how many scenarios a part has at most
	 * @return parts of about the same size, each with some of all kinds
	 */
	List<Plan> parts(int most) {
		int count = Math.max(1, (this.candidates.size() + most - 1) / most);
		List<Plan> parts = new ArrayList<>();
		for (int part = 0; part < count; part++) {
			List<Candidate> some = new ArrayList<>();
			for (int i = part; i < this.candidates.size(); i += count) {
				some.add(this.candidates.get(i));
			}
			parts.add(new Plan(some, this.copies, this.horizon, this.watch, this.load));
		}
		return parts;
	}

}

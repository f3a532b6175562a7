package io.github.connectionpool.evaluation.score;

import java.util.List;

import io.github.connectionpool.evaluation.detector.DetectorSpec;

/**
 * All outcomes before one detector. Immutable.
 *
 * @param spec the detector
 * @param outcomes one for each run of each scenario
 */
public record DetectorResult(DetectorSpec spec, List<Outcome> outcomes) {

	/**
	 * Those that say something about the detector.
	 * @return without the scenarios that were skipped or did not come about
	 */
	public List<Outcome> counted() {
		return this.outcomes.stream().filter(Outcome::counts).toList();
	}

}

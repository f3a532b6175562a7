package io.github.connectionpool.evaluation.runner;

import java.util.function.Supplier;

import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.ScenarioFacts;

/**
 * A scenario that can be run any number of times.
 *
 * @param facts the known facts of it
 * @param factory makes a new one for each run
 */
public record Candidate(ScenarioFacts facts, Supplier<Scenario> factory) {

	/**
	 * Create for a labelled class.
	 * @param factory its constructor
	 * @return the scenario with its facts
	 */
	public static Candidate of(Supplier<Scenario> factory) {
		return new Candidate(ScenarioFacts.of(factory.get().getClass()), factory);
	}

}

package io.github.connectionpool.evaluation.detector;

/**
 * Which of its settings a detector is evaluated with.
 */
public enum Setting {

	/** The shortest that it allows. */
	SHORTEST,

	/** The usual one, but for the age of a suspicion, which is short. */
	SHORT_AGE,

	/** The documented value, the default, or the usual one. */
	USUAL

}

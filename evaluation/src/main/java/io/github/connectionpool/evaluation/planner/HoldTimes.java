package io.github.connectionpool.evaluation.planner;

import java.util.Random;

/**
 * How hold times are distributed, with a mean of 1.
 */
enum HoldTimes {

	CONSTANT("constant"),

	EXPONENTIAL("exponential"),

	/**
	 * Squared coefficient of variation 4: half of them are less than half the mean, one
	 * in a hundred is more than 8 times as long.
	 */
	LOGNORMAL("lognormal"),

	/**
	 * Shape 1.5, the longest 200 times the shortest: squared coefficient of variation
	 * 4.1.
	 */
	PARETO("bounded Pareto");

	private static final double LOGNORMAL_VARIANCE = Math.log(5);

	private static final double PARETO_SHAPE = 1.5;

	private static final double PARETO_LONGEST = 200;

	private final String text;

	HoldTimes(String text) {
		this.text = text;
	}

	String text() {
		return this.text;
	}

	double next(Random random) {
		return switch (this) {
			case CONSTANT -> 1;
			case EXPONENTIAL -> -Math.log(1 - random.nextDouble());
			case LOGNORMAL -> Math.exp(Math.sqrt(LOGNORMAL_VARIANCE) * random.nextGaussian() - LOGNORMAL_VARIANCE / 2);
			case PARETO -> pareto(random);
		};
	}

	/** By the inverse of the distribution's function. */
	private static double pareto(Random random) {
		double shorter = 1 - Math.pow(PARETO_LONGEST, -PARETO_SHAPE);
		double mean = PARETO_SHAPE / (PARETO_SHAPE - 1) * (1 - Math.pow(PARETO_LONGEST, 1 - PARETO_SHAPE)) / shorter;
		return Math.pow(1 - random.nextDouble() * shorter, -1 / PARETO_SHAPE) / mean;
	}

	boolean isHeavyTailed() {
		return this == LOGNORMAL || this == PARETO;
	}

}

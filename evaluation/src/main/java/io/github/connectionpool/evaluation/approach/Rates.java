package io.github.connectionpool.evaluation.approach;

/**
 * The rates of the runs, in requests a second of all instances.
 *
 * @param light half of what 25 connections can serve when each is held for all of a
 * request
 * @param planned what the planner calls sustainable, unless the user has named a rate
 * @param transactionMillis measured time of a transaction with little load, through
 * PgBouncer, in milliseconds
 * @param heldMillis measured time a connection is held, in milliseconds
 * @param calibrationLoad what share of the processors was busy while these were measured
 */
record Rates(double light, double planned, double transactionMillis, double heldMillis, double calibrationLoad) {

	private static final double MILLIS = 1000;

	/**
	 * Derive them.
	 * @param calibration a run with little load
	 * @param planned the planned rate; 0 to ask the planner
	 * @return the rates
	 */
	static Rates of(LoadResult calibration, double planned) {
		double transaction = calibration.transactionMillis() / MILLIS;
		double held = calibration.heldMillis() / MILLIS;
		return new Rates(Approach.SERVER_CONNECTIONS / held / 2,
				(planned > 0) ? planned : Math.floor(PlannedRate.of(transaction, held)),
				calibration.transactionMillis(), calibration.heldMillis(), calibration.cpuLoad());
	}

}

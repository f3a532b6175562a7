package io.github.connectionpool.evaluation.scenario;

/**
 * Code as it is found in applications, whose truth is known and stated in its
 * {@link Label}. Each run has an instance of its own, which stays reachable until the run
 * is over, as a singleton of an application would.
 */
@FunctionalInterface
public interface Scenario {

	/**
	 * Do it. A leak returns when it has leaked, an innocent when it has given its
	 * connections back, unless the label says that it never does.
	 * @param run the pool and all else that this run has
	 * @throws Exception if an innocent could not work, or a leak could not leak
	 */
	void run(Run run) throws Exception;

	/**
	 * Whether all uses of a connection are in the unit of work that has borrowed it, so
	 * that this unit can be repeated alone.
	 * @return false if another unit goes on with the connection
	 */
	default boolean isOneUnitOfWork() {
		return true;
	}

}

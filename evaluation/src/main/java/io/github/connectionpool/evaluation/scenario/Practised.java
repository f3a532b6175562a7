package io.github.connectionpool.evaluation.scenario;

/**
 * A leak whose path was run many times before without a loss, as it is in production. The
 * lines that borrow beside it are part of its truth.
 */
public interface Practised extends Scenario {

	/** Healthy borrows before a leak, unless it says otherwise. */
	int BORROWS = 10_000;

	/**
	 * Do the same without a loss: one or a few borrows, all of which are returned. One
	 * instance does it many times, and another one leaks.
	 * @param run the pool and all else that this run has
	 * @throws Exception if it could not be done
	 */
	void practise(Run run) throws Exception;

	/**
	 * The number of healthy borrows before the leak.
	 * @return the number
	 */
	default int borrows() {
		return BORROWS;
	}

	/**
	 * The place that the line has to have among the likely ones.
	 * @return the first, unless a more frequent line has the same origin and statement
	 */
	default Place place() {
		return Place.FIRST;
	}

	/** The place that a line has among those that are shown. */
	enum Place {

		/** It is the first. */
		FIRST,

		/** It is shown. */
		AMONG,

		/** It may be missing. */
		ANY

	}

}

package io.github.connectionpool.benchmarks;

import io.github.connectionpool.benchmarks.result.GroupResult;

/**
 * Benchmarks that are run together because only their ratios count.
 */
public interface Group {

	/**
	 * What it is called on the command line.
	 * @return the name, lower case
	 */
	String name();

	/**
	 * Measure.
	 * @param effort how thoroughly
	 * @param progress told how far it is
	 * @return the results
	 * @throws Exception if something could not be measured; nothing is left out silently
	 */
	GroupResult measure(Effort effort, Progress progress) throws Exception;

}

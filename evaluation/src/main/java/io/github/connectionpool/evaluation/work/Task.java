package io.github.connectionpool.evaluation.work;

/**
 * What a unit of work does.
 */
@FunctionalInterface
public interface Task {

	/**
	 * Do it.
	 * @throws Exception if the unit of work is to fail
	 */
	void run() throws Exception;

}

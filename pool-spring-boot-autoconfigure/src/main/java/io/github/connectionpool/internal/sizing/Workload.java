package io.github.connectionpool.internal.sizing;

/**
 * What the statements of an application mostly wait for.
 */
public enum Workload {

	/** For the processor and for storage in turn, as most do. */
	MIXED,

	/** For the processor: the data is in memory, and more connections only queue. */
	CPU_BOUND,

	/** For storage or the network: a core serves others meanwhile. */
	IO_BOUND

}

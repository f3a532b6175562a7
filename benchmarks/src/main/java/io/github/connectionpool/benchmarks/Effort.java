package io.github.connectionpool.benchmarks;

/**
 * How thoroughly is measured.
 */
public enum Effort {

	/** Once and shortly, to see that it runs: the figures mean nothing. */
	SMOKE,

	/** As published. */
	FULL

}

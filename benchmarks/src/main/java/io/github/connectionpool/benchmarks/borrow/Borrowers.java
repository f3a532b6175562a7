package io.github.connectionpool.benchmarks.borrow;

/**
 * The kind of borrowers.
 */
enum Borrowers {

	/** One thread. */
	ONE,

	/** As many threads of the platform as there are cores. */
	PLATFORM,

	/** As many virtual threads as there are cores. */
	VIRTUAL;

	int threads() {
		return (this == PLATFORM) ? Runtime.getRuntime().availableProcessors() : 1;
	}

	String benchmark() {
		return (this == VIRTUAL) ? "onVirtualThreads" : "onPlatformThreads";
	}

}

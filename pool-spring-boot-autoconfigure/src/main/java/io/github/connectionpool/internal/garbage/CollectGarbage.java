package io.github.connectionpool.internal.garbage;

/**
 * When the JVM is asked for a garbage collection, which proves that handles are
 * unreachable.
 */
public enum CollectGarbage {

	/** Never. */
	NEVER,

	/** While borrowers wait and suspects exist, at most once in ten seconds. */
	UNDER_PRESSURE

}

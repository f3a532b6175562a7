package io.github.connectionpool.report;

/**
 * How full a pool has been for some time.
 *
 * @since 0.1.0
 */
public enum UtilizationLevel {

	/** Below the warning threshold. */
	UP,

	/** At or above the warning threshold. */
	WARNING,

	/** At or above the critical threshold. */
	CRITICAL

}

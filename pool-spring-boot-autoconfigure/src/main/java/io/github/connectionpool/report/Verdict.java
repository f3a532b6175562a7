package io.github.connectionpool.report;

/**
 * What the evidence on a checkout amounts to.
 *
 * @since 0.1.0
 */
public enum Verdict {

	/** In normal use: young, or active since the last check. */
	ACTIVE,

	/** A statement is in flight. */
	EXECUTING,

	/** Owned by work that is doing something else than talking to the database. */
	HELD,

	/** Its owner waits for another connection of the same pool. */
	WAITING,

	/** Probably leaked, no proof yet. */
	SUSPECT,

	/** Leaked, with the reason named. */
	LEAKED

}

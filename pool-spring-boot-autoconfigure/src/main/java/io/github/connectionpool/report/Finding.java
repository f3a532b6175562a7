package io.github.connectionpool.report;

import io.github.connectionpool.internal.text.PlainText;

/**
 * Advice on a pool or on the application, with the evidence it is based on. Immutable.
 *
 * @param id which advice it is, as {@code pool-too-small}; the same from run to run
 * @param severity how bad it is
 * @param evidence the observations of this run, in a sentence or two
 * @param fix what to change: the property with its value, or the code
 * @since 0.1.0
 */
public record Finding(String id, Severity severity, String evidence, String fix) {

	/**
	 * Create.
	 * @param id which advice it is
	 * @param severity how bad it is
	 * @param evidence the observation; may quote names chosen by the application
	 * @param fix what to change
	 */
	public Finding {
		evidence = PlainText.of(evidence);
		fix = PlainText.of(fix);
	}

	/** How bad a finding is, the worst first. */
	public enum Severity {

		/** Requests fail or answers are wrong, now or soon. */
		CRITICAL,

		/** It will hurt under load or when something else fails. */
		WARNING,

		/** Something could be better. */
		INFO

	}

	/**
	 * The finding as one line for a log.
	 * @return evidence and fix
	 */
	public String text() {
		return this.evidence + " " + this.fix;
	}

}

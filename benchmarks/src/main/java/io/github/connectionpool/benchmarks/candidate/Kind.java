package io.github.connectionpool.benchmarks.candidate;

/**
 * What a candidate does with a connection that is borrowed.
 */
public enum Kind {

	/** Lends it, and no more. */
	POOL("pool"),

	/** Lends it and remembers where it was borrowed. */
	DETECTOR("leak detector"),

	/** The starter of this project around a HikariCP. */
	STARTER("starter"),

	/** Wraps it, for something else than leaks, around a HikariCP. */
	WRAPPER("wrapper");

	private final String text;

	Kind(String text) {
		this.text = text;
	}

	/**
	 * As people call it.
	 * @return a word or two
	 */
	public String text() {
		return this.text;
	}

}

package io.github.connectionpool.evaluation.scenario;

/**
 * The kinds of leaks found in the 47 leaks of a {@code java.sql.Connection} that JLeaks
 * (ICSE 2024) records, with how often each occurs there.
 */
public enum LeakClass {

	/** Closed only at the end of the straight path. */
	LOST_ON_EXCEPTION("lost on an exception", 13),

	/** A step after the borrow in a constructor or factory fails. */
	INIT_FAILS("initialization fails after the borrow", 6),

	/** There is no close at all. */
	NEVER_CLOSED("never closed", 5),

	/** The connection itself is never in a variable. */
	CHAINED_TEMPORARY("chained temporary", 5),

	/** The first line of the clean-up fails. */
	CLEAN_UP_THROWS("the clean-up itself throws first", 5),

	/** In a field or collection that is not cleared at the end of life of its owner. */
	KEPT_IN_FIELD("kept in a field", 5),

	/** The k-th of several connections cannot be had. */
	PARTIAL_BATCH("partial batch", 3),

	/** A connection that fails its test is not closed. */
	FAILED_RETRY("failed validation or retry", 3),

	/** One return comes before the close. */
	EARLY_RETURN("early return", 1),

	/** Held over a long loop with sleeps. */
	HELD_OVER_LOOP("held over a loop with sleeps", 1),

	/** Not in the corpus: a second connection is assigned to the same variable. */
	OVERWRITTEN("overwritten variable", 0),

	/** Not in the corpus: a connection beside that of the transaction. */
	BESIDE_TRANSACTION("own connection inside a transaction", 0);

	private final String text;

	private final int inCorpus;

	LeakClass(String text, int inCorpus) {
		this.text = text;
		this.inCorpus = inCorpus;
	}

	/**
	 * A few words for a table.
	 * @return never null
	 */
	public String text() {
		return this.text;
	}

	/**
	 * How many of the 47 are of this class.
	 * @return 0 if it was added here
	 */
	public int inCorpus() {
		return this.inCorpus;
	}

}

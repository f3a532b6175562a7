package io.github.connectionpool.evaluation.capture;

/**
 * The borrows before a leak. Immutable.
 *
 * @param count how many there were
 * @param steady how many came after the first ones, of which more stacks are taken
 * @param stacks of how many of the steady ones a stack was taken
 * @param late how many came after the first minute
 * @param shown how many of the late ones had a stack to show, their own or a likely one
 * @param foreign how many had a call site that is not on their own stack
 */
record Borrows(int count, int steady, int stacks, int late, int shown, int foreign) {

	static final Borrows NONE = new Borrows(0, 0, 0, 0, 0, 0);

	/** The share of steady borrows whose stack was taken, in percent. */
	double stackPercent() {
		return percent(this.stacks, this.steady);
	}

	/** The share of late borrows that had a stack to show, in percent. */
	double shownPercent() {
		return percent(this.shown, this.late);
	}

	private static double percent(int part, int whole) {
		return (whole > 0) ? 100.0 * part / whole : 0;
	}

	Borrows plus(Borrows other) {
		return new Borrows(this.count + other.count, this.steady + other.steady, this.stacks + other.stacks,
				this.late + other.late, this.shown + other.shown, this.foreign + other.foreign);
	}

}

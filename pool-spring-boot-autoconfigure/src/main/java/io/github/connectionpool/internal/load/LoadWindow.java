package io.github.connectionpool.internal.load;

import java.util.Arrays;

/**
 * The time for which connections were out, by the rows and columns of a table, over the
 * last while. The time is divided into spans; the oldest one is forgotten for a new one.
 * Not thread-safe.
 */
final class LoadWindow {

	private final int columns;

	private final long spanNanos;

	/** By span; then row by row. As long as the last row that was used. */
	private final float[][] seconds;

	/** How long was observed, by span. */
	private final float[] observed;

	private long current;

	/**
	 * Create.
	 * @param columns how many numbers a row has
	 * @param spans how many spans there are beside the present one
	 * @param spanNanos how long one is
	 */
	LoadWindow(int columns, int spans, long spanNanos) {
		this.columns = columns;
		this.spanNanos = spanNanos;
		this.seconds = new float[spans + 1][0];
		this.observed = new float[spans + 1];
	}

	/**
	 * Go on to the span of a time.
	 * @param elapsedNanos the time since the start, which never falls
	 * @return how many spans are over since the last call
	 */
	long advance(long elapsedNanos) {
		long span = elapsedNanos / this.spanNanos;
		long passed = span - this.current;
		for (long i = Math.max(this.current + 1, span - this.observed.length + 1); i <= span; i++) {
			int index = (int) (i % this.observed.length);
			Arrays.fill(this.seconds[index], 0);
			this.observed[index] = 0;
		}
		this.current = span;
		return passed;
	}

	private int index() {
		return (int) (this.current % this.observed.length);
	}

	void observed(float time) {
		this.observed[index()] += time;
	}

	void add(int row, int column, float time) {
		int cell = row * this.columns + column;
		float[] span = this.seconds[index()];
		if (cell >= span.length) {
			span = Arrays.copyOf(span, (row + 1) * this.columns);
			this.seconds[index()] = span;
		}
		span[cell] += time;
	}

	/** How many seconds were observed. */
	double observed() {
		double sum = 0;
		for (float time : this.observed) {
			sum += time;
		}
		return sum;
	}

	/** The connections of a cell on average, times the seconds that were observed. */
	double sum(int row, int column) {
		int cell = row * this.columns + column;
		double sum = 0;
		for (float[] span : this.seconds) {
			sum += (cell < span.length) ? span[cell] : 0;
		}
		return sum;
	}

	/** Add one row to another, and clear it. */
	void fold(int row, int into) {
		for (float[] span : this.seconds) {
			for (int column = 0; column < this.columns && row * this.columns + column < span.length; column++) {
				span[into * this.columns + column] += span[row * this.columns + column];
				span[row * this.columns + column] = 0;
			}
		}
	}

}

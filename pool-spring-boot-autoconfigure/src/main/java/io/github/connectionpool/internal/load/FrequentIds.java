package io.github.connectionpool.internal.load;

import java.util.Arrays;

/**
 * The most frequent numbers of each row. Each row counts {@value #COUNTERS} of them. A
 * number without a counter takes over the smallest one, as in the algorithm Space-Saving
 * of Metwally, Agrawal and El Abbadi (2005). A number with more than a fourth of the
 * weight is always found. Not thread-safe.
 */
final class FrequentIds {

	private static final int COUNTERS = 4;

	private static final short NONE = -1;

	private final short[] ids;

	private final float[] weights;

	FrequentIds(int rows) {
		this.ids = new short[rows * COUNTERS];
		this.weights = new float[rows * COUNTERS];
		Arrays.fill(this.ids, NONE);
	}

	void add(int row, int id, float weight) {
		int counter = row * COUNTERS;
		for (int i = row * COUNTERS; i < (row + 1) * COUNTERS; i++) {
			if (this.ids[i] == id) {
				this.weights[i] += weight;
				return;
			}
			counter = (this.weights[i] < this.weights[counter]) ? i : counter;
		}
		this.ids[counter] = (short) id;
		this.weights[counter] += weight;
	}

	/** The most frequent one, negative if there is none. */
	int most(int row) {
		int most = row * COUNTERS;
		for (int i = most + 1; i < (row + 1) * COUNTERS; i++) {
			most = (this.weights[i] > this.weights[most]) ? i : most;
		}
		return this.ids[most];
	}

	void fade(float kept) {
		for (int i = 0; i < this.weights.length; i++) {
			this.weights[i] *= kept;
		}
	}

	void forget(int id) {
		for (int i = 0; i < this.ids.length; i++) {
			if (this.ids[i] == id) {
				this.ids[i] = NONE;
				this.weights[i] = 0;
			}
		}
	}

	void clear(int row) {
		Arrays.fill(this.ids, row * COUNTERS, (row + 1) * COUNTERS, NONE);
		Arrays.fill(this.weights, row * COUNTERS, (row + 1) * COUNTERS, 0);
	}

}

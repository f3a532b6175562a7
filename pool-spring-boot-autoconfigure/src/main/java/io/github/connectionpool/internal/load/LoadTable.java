package io.github.connectionpool.internal.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Adds up samples of open checkouts, by origin and use. Between two samples the number of
 * connections is taken to go from one to the other in a straight line, so that samples
 * may come at any time. An origin without a row of its own counts among the others. Not
 * thread-safe.
 */
final class LoadTable {

	/** Origins with a row of their own. */
	static final int MAX_ORIGINS = 200;

	/** The row of all other origins. */
	static final int OTHERS = 0;

	/** A longer time between two samples was not observed. */
	static final Duration MAX_GAP = Duration.ofMinutes(1);

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private static final int MINUTES = 5;

	private static final int TWELFTHS = 12;

	/** How many rows a sample may take from small origins for new ones. */
	private static final int MAX_TAKEN = 10;

	private static final int ROWS = MAX_ORIGINS + 1;

	private final LoadWindow minutes = new LoadWindow(ConnectionUse.COUNT, MINUTES, MINUTE);

	private final LoadWindow hour = new LoadWindow(ConnectionUse.COUNT, TWELFTHS, MINUTES * MINUTE);

	private final Map<OriginKey, Integer> rows = new HashMap<>();

	private final @Nullable OriginKey[] keys = new OriginKey[ROWS];

	/** The load of each row in the last hour, to find the smallest. */
	private final float[] sums = new float[ROWS];

	private final RowTexts texts = new RowTexts(ROWS);

	/** Connections by row and use, at this sample and at the one before. */
	private int[] now = new int[ROWS * ConnectionUse.COUNT];

	private int[] before = new int[ROWS * ConnectionUse.COUNT];

	/** One after the last row that was ever used. */
	private int end = 1;

	private boolean begun;

	private long lastNanos;

	private long elapsed;

	/** Seconds since the last sample, 0 if the time between was not observed. */
	private float gap;

	private int taken;

	/**
	 * Begin a sample.
	 * @param nanos {@link System#nanoTime()}; an earlier time than the last one counts as
	 * the same
	 */
	void begin(long nanos) {
		long passed = this.begun ? Math.max(0, nanos - this.lastNanos) : 0;
		this.begun = true;
		this.lastNanos = nanos;
		this.elapsed += passed;
		this.gap = (passed <= MAX_GAP.toNanos()) ? passed / 1e9f : 0;
		this.taken = 0;
		this.texts.minutesPassed(this.minutes.advance(this.elapsed));
		if (this.hour.advance(this.elapsed) > 0) {
			freeRows();
		}
		int[] oldest = this.before;
		this.before = this.now;
		this.now = oldest;
		Arrays.fill(this.now, 0);
	}

	/**
	 * An open checkout.
	 * @return its row
	 */
	int add(OriginKey origin, ConnectionUse use) {
		Integer known = this.rows.get(origin);
		int row = (known != null) ? known : newRow(origin);
		this.now[row * ConnectionUse.COUNT + use.column()]++;
		return row;
	}

	/** The row of an origin, that of the others if it has none. */
	int rowOf(OriginKey origin) {
		return this.rows.getOrDefault(origin, OTHERS);
	}

	/** The sample is complete. */
	void end() {
		if (this.gap == 0) {
			return;
		}
		this.minutes.observed(this.gap);
		this.hour.observed(this.gap);
		for (int row = 0; row < this.end; row++) {
			for (int use = 0; use < ConnectionUse.COUNT; use++) {
				int cell = row * ConnectionUse.COUNT + use;
				int twice = this.before[cell] + this.now[cell];
				if (twice > 0) {
					float time = twice * this.gap / 2;
					this.minutes.add(row, use, time);
					this.hour.add(row, use, time);
					this.sums[row] += time;
				}
			}
		}
	}

	/** Seconds since the last sample, as a weight. */
	float gap() {
		return this.gap;
	}

	LoadWindow minutes() {
		return this.minutes;
	}

	LoadWindow hour() {
		return this.hour;
	}

	RowTexts texts() {
		return this.texts;
	}

	/** The origin of a row, null if it is free or that of the others. */
	@Nullable OriginKey origin(int row) {
		return this.keys[row];
	}

	/** One after the last row. */
	int endOfRows() {
		return this.end;
	}

	private int newRow(OriginKey origin) {
		int row = (this.rows.size() < MAX_ORIGINS) ? freeRow() : smallestRow();
		if (row == OTHERS) {
			return row;
		}
		this.keys[row] = origin;
		this.rows.put(origin, row);
		this.end = Math.max(this.end, row + 1);
		return row;
	}

	private int freeRow() {
		int row = OTHERS + 1;
		while (this.keys[row] != null) {
			row++;
		}
		return row;
	}

	/** Takes the row of the smallest origin that has no connection out. */
	private int smallestRow() {
		if (this.taken == MAX_TAKEN) {
			return OTHERS;
		}
		int smallest = OTHERS;
		for (int row = OTHERS + 1; row < ROWS; row++) {
			if ((smallest == OTHERS || this.sums[row] < this.sums[smallest]) && isAllIn(row)) {
				smallest = row;
			}
		}
		if (smallest != OTHERS) {
			this.taken++;
			free(smallest);
		}
		return smallest;
	}

	private boolean isAllIn(int row) {
		for (int cell = row * ConnectionUse.COUNT; cell < (row + 1) * ConnectionUse.COUNT; cell++) {
			if (this.now[cell] + this.before[cell] > 0) {
				return false;
			}
		}
		return true;
	}

	/** The rows of origins that had no connection out for an hour. */
	private void freeRows() {
		for (int row = 0; row < this.end; row++) {
			double sum = 0;
			for (int use = 0; use < ConnectionUse.COUNT; use++) {
				sum += this.hour.sum(row, use);
			}
			this.sums[row] = (float) sum;
			if (row != OTHERS && sum == 0 && isAllIn(row)) {
				free(row);
			}
		}
	}

	private void free(int row) {
		OriginKey key = this.keys[row];
		if (key != null) {
			this.rows.remove(key);
			this.keys[row] = null;
			this.minutes.fold(row, OTHERS);
			this.hour.fold(row, OTHERS);
			this.sums[row] = 0;
			this.texts.clear(row);
		}
	}

}

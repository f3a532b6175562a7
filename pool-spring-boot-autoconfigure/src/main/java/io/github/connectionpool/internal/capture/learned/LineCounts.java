package io.github.connectionpool.internal.capture.learned;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How many sampled borrows of one kind came from each line. Counts are halved at a limit,
 * so that they follow a change of load; a line that was seen keeps at least a count of
 * one. Guarded by the lock of its {@link LearnedLines}.
 */
final class LineCounts {

	/** Lines that are counted for one kind of borrow. */
	static final int MAX_LINES = 8;

	/** At this number of samples all counts are halved. */
	static final int MEMORY = 64;

	private @Nullable LearnedLine[] lines = new LearnedLine[1];

	private short[] counts = new short[1];

	private int size;

	/** Count a sample. Returns whether the line is new here. */
	boolean add(LearnedLine line) {
		for (int i = 0; i < this.size; i++) {
			if (this.lines[i] == line) {
				this.counts[i]++;
				forget();
				return false;
			}
		}
		put(line);
		forget();
		return true;
	}

	private void put(LearnedLine line) {
		int place = this.size;
		if (this.size == MAX_LINES) {
			place = rarest();
		}
		else {
			if (this.size == this.lines.length) {
				this.lines = Arrays.copyOf(this.lines, Math.min(MAX_LINES, this.size * 2));
				this.counts = Arrays.copyOf(this.counts, this.lines.length);
			}
			this.size++;
		}
		this.lines[place] = line;
		this.counts[place] = 1;
	}

	/** The line with the lowest count; of several, the one whose last sample is older. */
	private int rarest() {
		int rarest = 0;
		for (int i = 1; i < this.size; i++) {
			int difference = this.counts[i] - this.counts[rarest];
			if (difference < 0 || (difference == 0 && line(i).lastSample() < line(rarest).lastSample())) {
				rarest = i;
			}
		}
		return rarest;
	}

	private void forget() {
		int all = 0;
		for (int i = 0; i < this.size; i++) {
			all += this.counts[i];
		}
		if (all >= MEMORY) {
			for (int i = 0; i < this.size; i++) {
				this.counts[i] = (short) ((this.counts[i] + 1) / 2);
			}
		}
	}

	/** Forget a line. */
	void remove(LearnedLine line) {
		for (int i = 0; i < this.size; i++) {
			if (this.lines[i] == line) {
				this.size--;
				this.lines[i] = this.lines[this.size];
				this.counts[i] = this.counts[this.size];
				this.lines[this.size] = null;
				return;
			}
		}
	}

	boolean isEmpty() {
		return this.size == 0;
	}

	private LearnedLine line(int i) {
		LearnedLine line = this.lines[i];
		if (line == null) {
			throw new IllegalStateException("There is no line " + i);
		}
		return line;
	}

	/**
	 * The lines of borrows, the most frequent first. Those of later calls only if there
	 * are no others.
	 */
	List<Counted> ranked() {
		List<Counted> all = new ArrayList<>();
		for (int i = 0; i < this.size; i++) {
			all.add(new Counted(line(i), this.counts[i]));
		}
		if (all.stream().anyMatch((one) -> !one.line().isLater())) {
			all.removeIf((one) -> one.line().isLater());
		}
		all.sort(
				Comparator.comparingInt(Counted::count).thenComparingLong((one) -> one.line().lastSample()).reversed());
		return all;
	}

	/**
	 * A line with its count.
	 *
	 * @param line the line
	 * @param count how many samples came from it
	 */
	record Counted(LearnedLine line, int count) {
	}

}

package io.github.connectionpool.internal.load;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The most frequent texts of each row: statements, lines that borrow, places of idle
 * owners. Rows share the texts, of which there are at most {@value #MAX_TEXTS}: the least
 * frequent one is forgotten for a new one. Not thread-safe.
 */
final class RowTexts {

	static final int MAX_TEXTS = 128;

	static final int MAX_LENGTH = 200;

	/** The kinds of text. */
	enum Kind {

		/** A masked statement. */
		STATEMENT,

		/** The line of the application that borrows. */
		CALL_SITE,

		/** The place of the owner while no statement runs. */
		PLACE

	}

	/** Of what is added, this part is left after a minute. */
	private static final double KEPT_OF_MINUTES = Math.exp(-1 / 5.0);

	private static final double KEPT_OF_HOUR = Math.exp(-1 / 60.0);

	private final Map<String, Integer> ids = new HashMap<>();

	private final @Nullable String[] texts = new String[MAX_TEXTS];

	private final float[] weights = new float[MAX_TEXTS];

	private final FrequentIds[] minutes = new FrequentIds[Kind.values().length];

	private final FrequentIds[] hour = new FrequentIds[Kind.values().length];

	private int forgotten;

	RowTexts(int rows) {
		Arrays.setAll(this.minutes, (kind) -> new FrequentIds(rows));
		Arrays.setAll(this.hour, (kind) -> new FrequentIds(rows));
	}

	/**
	 * The number of a text.
	 * @param text at most {@value #MAX_LENGTH} characters
	 * @return its number, until it is forgotten
	 */
	int id(String text) {
		Integer known = this.ids.get(text);
		if (known != null) {
			return known;
		}
		int id = (this.ids.size() < MAX_TEXTS) ? this.ids.size() : forgetLeast();
		this.ids.put(text, id);
		this.texts[id] = text;
		return id;
	}

	private int forgetLeast() {
		int least = 0;
		for (int id = 1; id < MAX_TEXTS; id++) {
			least = (this.weights[id] < this.weights[least]) ? id : least;
		}
		this.ids.remove(this.texts[least]);
		this.weights[least] = 0;
		for (Kind kind : Kind.values()) {
			this.minutes[kind.ordinal()].forget(least);
			this.hour[kind.ordinal()].forget(least);
		}
		this.forgotten++;
		return least;
	}

	/** Grows whenever a number gets another meaning. */
	int forgotten() {
		return this.forgotten;
	}

	void add(Kind kind, int row, int id, float weight) {
		this.weights[id] += weight;
		this.minutes[kind.ordinal()].add(row, id, weight);
		this.hour[kind.ordinal()].add(row, id, weight);
	}

	/** The most frequent text of the last minutes, null if there is none. */
	@Nullable String ofMinutes(Kind kind, int row) {
		return text(this.minutes[kind.ordinal()].most(row));
	}

	/** The most frequent text of the last hour, null if there is none. */
	@Nullable String ofHour(Kind kind, int row) {
		return text(this.hour[kind.ordinal()].most(row));
	}

	private @Nullable String text(int id) {
		return (id >= 0) ? this.texts[id] : null;
	}

	void minutesPassed(long minutes) {
		if (minutes == 0) {
			return;
		}
		float keptOfHour = (float) Math.pow(KEPT_OF_HOUR, minutes);
		for (Kind kind : Kind.values()) {
			this.minutes[kind.ordinal()].fade((float) Math.pow(KEPT_OF_MINUTES, minutes));
			this.hour[kind.ordinal()].fade(keptOfHour);
		}
		for (int id = 0; id < MAX_TEXTS; id++) {
			this.weights[id] *= keptOfHour;
		}
	}

	void clear(int row) {
		for (Kind kind : Kind.values()) {
			this.minutes[kind.ordinal()].clear(row);
			this.hour[kind.ordinal()].clear(row);
		}
	}

}

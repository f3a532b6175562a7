package io.github.connectionpool.internal.load;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

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

	private final Map<Kind, FrequentIds> minutes = new EnumMap<>(Kind.class);

	private final Map<Kind, FrequentIds> hour = new EnumMap<>(Kind.class);

	private int forgotten;

	RowTexts(int rows) {
		for (Kind kind : Kind.values()) {
			this.minutes.put(kind, new FrequentIds(rows));
			this.hour.put(kind, new FrequentIds(rows));
		}
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
		int id = least();
		this.ids.remove(this.texts[id]);
		this.weights[id] = 0;
		this.minutes.values().forEach((ids) -> ids.forget(id));
		this.hour.values().forEach((ids) -> ids.forget(id));
		this.forgotten++;
		return id;
	}

	private int least() {
		int least = 0;
		for (int id = 1; id < MAX_TEXTS; id++) {
			least = (this.weights[id] < this.weights[least]) ? id : least;
		}
		return least;
	}

	/** Grows whenever a number gets another meaning. */
	int forgotten() {
		return this.forgotten;
	}

	void add(Kind kind, int row, int id, float weight) {
		this.weights[id] += weight;
		ids(this.minutes, kind).add(row, id, weight);
		ids(this.hour, kind).add(row, id, weight);
	}

	/** The most frequent text of the last minutes, null if there is none. */
	@Nullable String ofMinutes(Kind kind, int row) {
		return text(ids(this.minutes, kind).most(row));
	}

	/** The most frequent text of the last hour, null if there is none. */
	@Nullable String ofHour(Kind kind, int row) {
		return text(ids(this.hour, kind).most(row));
	}

	private static FrequentIds ids(Map<Kind, FrequentIds> ids, Kind kind) {
		return Objects.requireNonNull(ids.get(kind));
	}

	private @Nullable String text(int id) {
		return (id >= 0) ? this.texts[id] : null;
	}

	void minutesPassed(long minutes) {
		if (minutes == 0) {
			return;
		}
		float keptOfHour = (float) Math.pow(KEPT_OF_HOUR, (double) minutes);
		float keptOfMinutes = (float) Math.pow(KEPT_OF_MINUTES, (double) minutes);
		this.minutes.values().forEach((ids) -> ids.fade(keptOfMinutes));
		this.hour.values().forEach((ids) -> ids.fade(keptOfHour));
		for (int id = 0; id < MAX_TEXTS; id++) {
			this.weights[id] *= keptOfHour;
		}
	}

	void clear(int row) {
		this.minutes.values().forEach((ids) -> ids.clear(row));
		this.hour.values().forEach((ids) -> ids.clear(row));
	}

}

package io.github.connectionpool.internal.capture.learned;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A bounded table of entries. An entry has one of four places. A new one replaces an
 * entry that was not met often or not met lately, so that many keys that come once do not
 * push out those in use. Readers take no lock.
 */
final class EntryTable {

	private static final int WAYS = 4;

	private final AtomicReferenceArray<@Nullable LearnedEntry> places;

	private final int mask;

	/**
	 * Create.
	 * @param size how many entries it has at most, a power of two
	 */
	EntryTable(int size) {
		this.places = new AtomicReferenceArray<>(size);
		this.mask = size / WAYS - 1;
	}

	@Nullable LearnedEntry find(long key) {
		int first = first(key);
		for (int i = first; i < first + WAYS; i++) {
			LearnedEntry entry = this.places.getAcquire(i);
			if (entry != null && entry.key() == key) {
				return entry;
			}
		}
		return null;
	}

	/** Find or add an entry. Under the lock. Null if all that are in its way stay. */
	@Nullable LearnedEntry admit(long key, int minute) {
		LearnedEntry known = find(key);
		if (known != null) {
			return known;
		}
		int place = place(first(key), minute);
		if (place < 0) {
			return null;
		}
		LearnedEntry entry = new LearnedEntry(key, minute);
		this.places.setRelease(place, entry);
		return entry;
	}

	/** An empty place, or else that of the entry that was met the longest ago. */
	private int place(int first, int minute) {
		int found = -1;
		int oldest = 0;
		for (int i = first; i < first + WAYS; i++) {
			LearnedEntry entry = this.places.getPlain(i);
			if (entry == null) {
				return i;
			}
			if (!entry.stays(minute) && (found < 0 || entry.minute() - oldest < 0)) {
				found = i;
				oldest = entry.minute();
			}
		}
		return found;
	}

	private int first(long key) {
		return (int) (key >>> 20 & this.mask) * WAYS;
	}

	void forEach(Consumer<LearnedEntry> action) {
		for (int i = 0; i < this.places.length(); i++) {
			LearnedEntry entry = this.places.getAcquire(i);
			if (entry != null) {
				action.accept(entry);
			}
		}
	}

}

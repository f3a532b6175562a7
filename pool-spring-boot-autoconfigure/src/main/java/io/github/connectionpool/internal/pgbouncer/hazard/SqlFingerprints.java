package io.github.connectionpool.internal.pgbouncer.hazard;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Remembers the hazards found in texts, but not the texts: eight bytes each, for at most
 * {@value #MOST}. Where there is no room, one that has been there for long is forgotten.
 * Thread-safe without locks; of two threads that add at the same time one may be in vain.
 * <p>
 * A text is known by its hash code and length, so that one in some millions is taken for
 * another. That is precise enough to find habits, but not single statements.
 */
final class SqlFingerprints {

	static final int MOST = 4096;

	/** How many marks a text can have, beside that it is known. */
	static final int MARKS = 15;

	static final int UNKNOWN = -1;

	private static final int WAYS = 4;

	private static final int VALUE_BITS = MARKS + 1;

	private static final long VALUE = (1L << VALUE_BITS) - 1;

	/** Distinguishes a text without marks from a place without a text. */
	private static final long PRESENT = 1L << MARKS;

	private static final int LENGTH_BITS = 15;

	private static final int LENGTH = (1 << LENGTH_BITS) - 1;

	private static final int SPREAD = 0x9E3779B9;

	private final AtomicLongArray places = new AtomicLongArray(MOST);

	/**
	 * The hazards found in a text.
	 * @param kind apart from which texts of the other kind are
	 * @return its marks, {@link #UNKNOWN} if it is not known
	 */
	int marks(String text, boolean kind) {
		long key = key(text, kind);
		int first = first(key);
		for (int i = first; i < first + WAYS; i++) {
			long place = this.places.getOpaque(i);
			if ((place & ~VALUE) == key && (place & PRESENT) != 0) {
				return (int) (place & (PRESENT - 1));
			}
		}
		return UNKNOWN;
	}

	/**
	 * Remembers a text.
	 * @param marks the hazards found in it, from 0 to 2<sup>{@value #MARKS}</sup> - 1
	 */
	void add(String text, boolean kind, int marks) {
		long key = key(text, kind);
		int first = first(key);
		long moving = key | PRESENT | marks;
		for (int i = first; i < first + WAYS && moving != 0; i++) {
			moving = this.places.getAndSet(i, moving);
			if ((moving & ~VALUE) == key) {
				return;
			}
		}
	}

	private static long key(String text, boolean kind) {
		long length = (text.length() & (long) LENGTH) << 1 | (kind ? 1 : 0);
		return ((long) text.hashCode() << Integer.SIZE) | (length << VALUE_BITS);
	}

	private static int first(long key) {
		int hash = ((int) (key >>> Integer.SIZE) ^ (int) (key >>> VALUE_BITS)) * SPREAD;
		return (hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(MOST / WAYS))) * WAYS;
	}

}

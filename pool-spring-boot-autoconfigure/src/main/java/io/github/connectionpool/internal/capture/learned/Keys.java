package io.github.connectionpool.internal.capture.learned;

import org.jspecify.annotations.Nullable;

/**
 * Keys of origins, 64 bits each. A key stands for names and texts that are not kept. Two
 * origins with one key would share their likely lines; the chance of that is some 1 in
 * 2<sup>32</sup>. Pure functions.
 */
public final class Keys {

	/** A name up to this length is hashed as a whole, which its string does once. */
	private static final int MAX_NAME = 1024;

	/** The key of an origin of which nothing is known. */
	public static final long NONE = 0x5851F42D4C957F2DL;

	private Keys() {
	}

	/**
	 * Add a name to a key.
	 * @param key the key so far
	 * @param name a name, null if there is none
	 * @return another key
	 */
	public static long add(long key, @Nullable String name) {
		if (name == null) {
			return Mix.of(key + 1);
		}
		if (name.length() > MAX_NAME) {
			return Mix.of(key ^ StatementForm.of(name));
		}
		return Mix.of(key ^ (((long) name.length() << 32) | (name.hashCode() & 0xFFFFFFFFL)));
	}

	/**
	 * Add a name to a key, so that names that differ only in their numbers give one key.
	 * Reads the whole name, up to a limit.
	 * @param key the key so far
	 * @param name a name, null if there is none
	 * @return another key
	 */
	public static long addWithoutNumbers(long key, @Nullable String name) {
		if (name == null) {
			return Mix.of(key + 1);
		}
		long hash = 0;
		boolean inNumber = false;
		for (int i = 0; i < Math.min(name.length(), MAX_NAME); i++) {
			char c = name.charAt(i);
			boolean digit = c >= '0' && c <= '9';
			if (!digit || !inNumber) {
				hash = hash * 31 + (digit ? '#' : c);
			}
			inNumber = digit;
		}
		return Mix.of(key ^ hash);
	}

	/**
	 * The key of the threads whose names differ only in the number at the end, as those
	 * of one executor do.
	 * @param name name of a thread
	 * @return the key
	 */
	public static long ofThread(String name) {
		int length = Math.min(name.length(), MAX_NAME);
		while (length > 0 && name.charAt(length - 1) >= '0' && name.charAt(length - 1) <= '9') {
			length--;
		}
		long hash = length;
		for (int i = 0; i < length; i++) {
			hash = hash * 31 + name.charAt(i);
		}
		return Mix.of(NONE ^ hash);
	}

}

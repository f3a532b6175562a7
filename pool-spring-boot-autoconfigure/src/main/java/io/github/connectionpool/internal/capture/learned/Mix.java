package io.github.connectionpool.internal.capture.learned;

/**
 * Spreads numbers over all 64 bits.
 */
final class Mix {

	private Mix() {
	}

	static long of(long number) {
		long mixed = number * 0x9E3779B97F4A7C15L;
		mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
		return mixed ^ (mixed >>> 32);
	}

}

package io.github.connectionpool.internal.watch;

import java.time.Duration;

/**
 * A line of code that was seen in an HTTP client while its thread held a connection that
 * it had not used for a while. Immutable.
 *
 * @param line the line of the application
 * @param count how many checkouts were seen so
 * @param unused the longest time for which such a connection had not been used
 */
public record HeldDuringCall(String line, int count, Duration unused) {

	HeldDuringCall and(HeldDuringCall other) {
		return new HeldDuringCall(this.line, this.count + other.count,
				(this.unused.compareTo(other.unused) > 0) ? this.unused : other.unused);
	}

}

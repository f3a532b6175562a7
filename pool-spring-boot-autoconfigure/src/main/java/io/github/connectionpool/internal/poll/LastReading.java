package io.github.connectionpool.internal.poll;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The last value of something that has to be read, and the time since when it is unknown.
 * Immutable.
 *
 * @param <T> the value to be read
 * @param value the last answer, null if there has never been one
 * @param readAt when that was given, null if there has never been one
 * @param unknownSince since when it could not be read, null while it can be
 * @param problem why it cannot be read and what to do, without any password; null while
 * it can be read
 */
public record LastReading<T>(@Nullable T value, @Nullable Instant readAt, @Nullable Instant unknownSince,
		@Nullable String problem) {

	/**
	 * Before it has been asked for.
	 * @param <T> the value to be read
	 * @return nothing
	 */
	public static <T> LastReading<T> nothing() {
		return new LastReading<>(null, null, null, null);
	}

	/**
	 * It has been read.
	 * @param value the answer
	 * @param now when it was given
	 * @return that
	 */
	public LastReading<T> read(T value, Instant now) {
		return new LastReading<>(value, now, null, null);
	}

	/**
	 * It could not be read.
	 * @param problem why, and what to do
	 * @param now when that was noticed
	 * @return the last answer, not known since the first of these problems
	 */
	public LastReading<T> failed(String problem, Instant now) {
		return new LastReading<>(this.value, this.readAt, (this.unknownSince != null) ? this.unknownSince : now,
				problem);
	}

	/**
	 * Whether the value comes from the last reading.
	 * @return whether there is a value, and no problem since
	 */
	public boolean isCurrent() {
		return this.value != null && this.unknownSince == null;
	}

}

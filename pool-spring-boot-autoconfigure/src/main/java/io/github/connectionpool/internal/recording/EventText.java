package io.github.connectionpool.internal.recording;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.sql.SqlDialect;
import io.github.connectionpool.internal.sql.SqlMasker;
import io.github.connectionpool.internal.text.PlainText;

/**
 * The texts of the events: short, without control characters, and without the values in
 * SQL.
 */
final class EventText {

	private static final int MOST_CHARACTERS = 200;

	/** Of SQL, which is read up to sixteen times that. */
	private static final int MOST_SQL = 1_000;

	private EventText() {
	}

	static @Nullable String of(@Nullable String text) {
		return (text != null) ? PlainText.shortened(text, MOST_CHARACTERS) : null;
	}

	static @Nullable String sql(@Nullable String sql, @Nullable String jdbcUrl) {
		return (sql != null) ? SqlMasker.mask(sql, SqlDialect.of(jdbcUrl), MOST_SQL) : null;
	}

	/** A number that the pool may not know. */
	static int count(@Nullable Integer number) {
		return (number != null) ? number : -1;
	}

}

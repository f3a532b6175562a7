package io.github.connectionpool.internal.load;

import java.util.Arrays;
import java.util.function.Supplier;

import io.github.connectionpool.internal.sql.SqlDialect;
import io.github.connectionpool.internal.sql.SqlMasker;

/**
 * The numbers of masked statements by the statements as the application gave them. Of
 * those only a hash is kept, so that their values are not. Not thread-safe.
 */
final class KnownStatements {

	/** A power of two. */
	private static final int SIZE = 256;

	/** A longer text is told by its beginning and its length. */
	private static final int HASHED = 2048;

	private static final int BEGINNING = 512;

	/** How many statements are masked for a sample. */
	private static final int MAX_MASKED = 10;

	private final RowTexts texts;

	private final long[] hashes = new long[SIZE];

	private final short[] ids = new short[SIZE];

	private int forgotten;

	private int masked;

	KnownStatements(RowTexts texts) {
		this.texts = texts;
		Arrays.fill(this.ids, (short) -1);
	}

	/** A sample begins. */
	void begin() {
		this.masked = 0;
	}

	/**
	 * The number of a statement.
	 * @param sql as the application gave it
	 * @param dialect the dialect of the database
	 * @return negative if it is to be asked again at the next sample
	 */
	int id(String sql, Supplier<SqlDialect> dialect) {
		forgetOutdated();
		long hash = hash(sql);
		int index = (int) (hash ^ (hash >>> 32)) & (SIZE - 1);
		if (this.hashes[index] == hash && this.ids[index] >= 0) {
			return this.ids[index];
		}
		if (this.masked == MAX_MASKED) {
			return -1;
		}
		this.masked++;
		int id = this.texts.id(SqlMasker.mask(sql, dialect.get(), RowTexts.MAX_LENGTH));
		forgetOutdated();
		this.hashes[index] = hash;
		this.ids[index] = (short) id;
		return id;
	}

	private void forgetOutdated() {
		if (this.forgotten != this.texts.forgotten()) {
			this.forgotten = this.texts.forgotten();
			Arrays.fill(this.ids, (short) -1);
		}
	}

	private static long hash(String sql) {
		if (sql.length() <= HASHED) {
			return ((long) sql.length() << 32) | (sql.hashCode() & 0xFFFFFFFFL);
		}
		int hash = 0;
		for (int i = 0; i < BEGINNING; i++) {
			hash = 31 * hash + sql.charAt(i);
		}
		return ((long) sql.length() << 32) | (hash & 0xFFFFFFFFL);
	}

}

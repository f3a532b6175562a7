package io.github.connectionpool.internal.load;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.sql.SqlDialect;
import io.github.connectionpool.internal.text.PlainText;

/**
 * The load of one pool: which origins have its connections out, and what they do with
 * them. It rests on samples of the ledger, so that a borrower has no part in it. Written
 * by the watching thread, read by any.
 */
public final class PoolLoad {

	/** A line is located in a stack that was taken at the borrow. */
	private static final int MAX_LINES = 2;

	/** As many samples make about a second. */
	private static final int SAMPLES_BETWEEN_LINES = 10;

	/**
	 * A statement that has run counts so much less than one that runs, which is known
	 * more surely to take time.
	 */
	private static final float HAS_RUN = 1e-3f;

	private final LoadTable table = new LoadTable();

	private final KnownStatements statements = new KnownStatements(this.table.texts());

	/** The sample from which on a line of the row is located again. */
	private final long[] lineDue = new long[LoadTable.MAX_ORIGINS + 1];

	private long samples;

	private int lines;

	/**
	 * Take a sample. The times of samples must not depend on the work of the application.
	 * Only for the watching thread.
	 * @param pool the pool
	 * @param now {@link System#nanoTime()}
	 * @return how many connections are out
	 */
	public synchronized int sample(MonitoredPool pool, long now) {
		this.samples++;
		this.lines = 0;
		this.statements.begin();
		this.table.begin(now);
		Supplier<SqlDialect> dialect = () -> SqlDialect.of(pool.statistics().jdbcUrl());
		int[] out = new int[1];
		pool.ledger().forEach((checkout) -> {
			if (!checkout.isRevoked()) {
				out[0]++;
				add(checkout, dialect, now);
			}
		});
		this.table.end();
		return out[0];
	}

	private void add(Checkout checkout, Supplier<SqlDialect> dialect, long now) {
		ConnectionUse use = ConnectionUse.of(checkout, now);
		int row = this.table.add(OriginKey.of(checkout), use);
		if (row == LoadTable.OTHERS || this.table.gap() == 0) {
			return;
		}
		String sql = checkout.sql();
		int statement = (sql != null) ? this.statements.id(sql, dialect) : -1;
		if (statement >= 0) {
			this.table.texts()
				.add(RowTexts.Kind.STATEMENT, row, statement,
						(use == ConnectionUse.EXECUTING) ? this.table.gap() : this.table.gap() * HAS_RUN);
		}
		if (this.lines < MAX_LINES && this.samples >= this.lineDue[row] && checkout.hasStack()) {
			this.lines++;
			this.lineDue[row] = this.samples + SAMPLES_BETWEEN_LINES;
			add(RowTexts.Kind.CALL_SITE, row, checkout.callSiteText());
		}
	}

	private void add(RowTexts.Kind kind, int row, @Nullable String text) {
		if (text != null) {
			RowTexts texts = this.table.texts();
			texts.add(kind, row, texts.id(PlainText.of(PlainText.cut(text, RowTexts.MAX_LENGTH))), 1);
		}
	}

	/**
	 * The place of an owner while no statement runs. Only for the watching thread.
	 * @param checkout an open checkout without a statement in flight
	 * @param place the activity of its owner, in words
	 */
	public synchronized void idleAt(Checkout checkout, String place) {
		int row = this.table.rowOf(OriginKey.of(checkout));
		if (row != LoadTable.OTHERS) {
			add(RowTexts.Kind.PLACE, row, place);
		}
	}

	/**
	 * The load of the last five to six minutes.
	 * @return null before anything was observed
	 */
	public synchronized @Nullable LoadReport ofMinutes() {
		return LoadReports.ofMinutes(this.table);
	}

	/**
	 * The load of the last 60 to 65 minutes.
	 * @return null before anything was observed
	 */
	public synchronized @Nullable LoadReport ofHour() {
		return LoadReports.ofHour(this.table);
	}

}

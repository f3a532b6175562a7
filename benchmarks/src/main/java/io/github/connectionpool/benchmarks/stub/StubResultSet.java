package io.github.connectionpool.benchmarks.stub;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.Timestamp;

/**
 * A hundred rows, all the same.
 */
abstract class StubResultSet implements ResultSet {

	private static final int ROWS = 100;

	private static final BigDecimal AMOUNT = new BigDecimal("19.99");

	private static final Timestamp TIME = new Timestamp(0);

	private int row;

	StubResultSet() {
		// for those that fill it up
	}

	void rewind() {
		this.row = 0;
	}

	@Override
	public boolean next() {
		return this.row++ < ROWS;
	}

	@Override
	public long getLong(int column) {
		return this.row;
	}

	@Override
	public int getInt(int column) {
		return this.row;
	}

	@Override
	public String getString(int column) {
		return "name";
	}

	@Override
	public BigDecimal getBigDecimal(int column) {
		return AMOUNT;
	}

	@Override
	public Timestamp getTimestamp(int column) {
		return TIME;
	}

}

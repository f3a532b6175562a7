package io.github.connectionpool.benchmarks.stub;

import java.sql.DatabaseMetaData;

/**
 * What pools ask about a database.
 */
abstract class StubMetaData implements DatabaseMetaData {

	StubMetaData() {
		// for those that fill it up
	}

	@Override
	public String getURL() {
		return StubDriver.URL;
	}

	@Override
	public String getUserName() {
		return "nobody";
	}

	@Override
	public String getDatabaseProductName() {
		return "Stub";
	}

	@Override
	public String getDatabaseProductVersion() {
		return "1";
	}

	@Override
	public String getDriverName() {
		return "Stub";
	}

	@Override
	public String getDriverVersion() {
		return "1";
	}

}

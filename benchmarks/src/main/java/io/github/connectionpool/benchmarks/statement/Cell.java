package io.github.connectionpool.benchmarks.statement;

import java.util.Map;

/**
 * One thing to measure.
 *
 * @param database the answering side
 * @param monitored whether the starter is around the pool, with its defaults
 */
record Cell(Database database, boolean monitored) {

	Map<String, String> parameters() {
		return Map.of("database", this.database.name(), "monitored", Boolean.toString(this.monitored));
	}

	@Override
	public String toString() {
		return this.database.text() + ", " + (this.monitored ? "starter" : "HikariCP");
	}

}

package io.github.connectionpool.evaluation.friday;

import java.util.List;

/**
 * What the instances have against leaks.
 */
enum Protection {

	/** HikariCP's own detection, with the threshold that is found in most places. */
	HIKARI("HikariCP's `leakDetectionThreshold` of 60 s, without the starter", "hikari", false,
			List.of("--connectionpool.enabled=false", "--spring.datasource.hikari.leak-detection-threshold=60000",
					"--management.health.db.enabled=true")),

	/** The starter as it comes. */
	STARTER("the starter at its defaults", "starter", false, List.of()),

	/** The starter, which returns connections that are proven to be lost. */
	RECLAIM("with `reclaim=unreachable` and `collect-garbage=under-pressure`", "reclaim", false,
			List.of("--connectionpool.leak.reclaim=unreachable",
					"--connectionpool.leak.collect-garbage=under-pressure")),

	/** The starter, and a pooler between the instances and the server. */
	PGBOUNCER("the starter, with PgBouncer in transaction mode", "pgbouncer", true, List.of());

	private final String text;

	private final String shortName;

	private final boolean bouncer;

	private final List<String> arguments;

	Protection(String text, String shortName, boolean bouncer, List<String> arguments) {
		this.text = text;
		this.shortName = shortName;
		this.bouncer = bouncer;
		this.arguments = arguments;
	}

	/** A sentence's part for people. */
	String text() {
		return this.text;
	}

	/** A word for pictures and command lines. */
	String shortName() {
		return this.shortName;
	}

	/** Whether a PgBouncer stands between. */
	boolean hasBouncer() {
		return this.bouncer;
	}

	/** Arguments for each instance. */
	List<String> arguments() {
		return this.arguments;
	}

}

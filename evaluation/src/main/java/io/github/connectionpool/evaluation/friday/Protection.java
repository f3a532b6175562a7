package io.github.connectionpool.evaluation.friday;

import java.util.List;

/**
 * What the instances have against leaks.
 */
enum Protection {

	/** HikariCP's own detection, with the threshold that is found in most places. */
	HIKARI("HikariCP's `leakDetectionThreshold` of 60 s, without the starter", "hikari"),

	/** The starter as it comes. */
	STARTER("the starter at its defaults", "starter"),

	/** The starter, which returns connections that are proven to be lost. */
	RECLAIM("with `reclaim=unreachable`", "reclaim"),

	/** The starter, and a pooler between the instances and the server. */
	PGBOUNCER("the starter, with PgBouncer in transaction mode", "pgbouncer"),

	/** As reclaim, with the setting that brings the proof on time. Only if asked for. */
	COLLECT("with `reclaim=unreachable` and `collect-garbage=under-pressure`", "collect");

	private final String text;

	private final String shortName;

	Protection(String text, String shortName) {
		this.text = text;
		this.shortName = shortName;
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
		return this == PGBOUNCER;
	}

	/** Whether lost connections are returned to the pool. */
	boolean reclaims() {
		return this == RECLAIM || this == COLLECT;
	}

	/** Arguments for each instance. */
	List<String> arguments() {
		return switch (this) {
			case HIKARI -> List.of("--connectionpool.enabled=false",
					"--spring.datasource.hikari.leak-detection-threshold=60000", "--management.health.db.enabled=true");
			case STARTER, PGBOUNCER -> List.of();
			case RECLAIM -> List.of("--connectionpool.leak.reclaim=unreachable");
			case COLLECT -> List.of("--connectionpool.leak.reclaim=unreachable",
					"--connectionpool.leak.collect-garbage=under-pressure");
		};
	}

}

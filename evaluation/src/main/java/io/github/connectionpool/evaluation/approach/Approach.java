package io.github.connectionpool.evaluation.approach;

import org.jspecify.annotations.Nullable;

/**
 * A way to give the instances their connections.
 */
enum Approach {

	BIG_POOLS_RAISED_LIMIT("bigger pools, straight, server's limit raised", 200, 250, null),

	BIG_POOLS_OVER_LIMIT("bigger pools, straight, more than the server allows", 200, 100, null),

	BIG_POOLS_WITHIN_LIMIT("bigger pools, straight, as many as the server allows", 96, 100, null),

	SMALL_POOLS("small pools, straight", Approach.SERVER_CONNECTIONS, 100, null),

	PGBOUNCER_TRANSACTION("PgBouncer, transaction mode", 200, 100, "transaction"),

	PGBOUNCER_SESSION("PgBouncer, session mode", 200, 100, "session");

	/** How many connections to the server PgBouncer and the small pools may have. */
	static final int SERVER_CONNECTIONS = 25;

	/** The places for superusers, and the one of {@link ServerWatch}. */
	private static final int NOT_FOR_APPLICATIONS = 4;

	private final String text;

	private final int clientConnections;

	private final int maxConnections;

	private final @Nullable String poolMode;

	Approach(String text, int clientConnections, int maxConnections, @Nullable String poolMode) {
		this.text = text;
		this.clientConnections = clientConnections;
		this.maxConnections = maxConnections;
		this.poolMode = poolMode;
	}

	/** What people call it. */
	String text() {
		return this.text;
	}

	/** The sum of the pools' maximum sizes. */
	int clientConnections() {
		return this.clientConnections;
	}

	/** The server's {@code max_connections}. */
	int maxConnections() {
		return this.maxConnections;
	}

	/** How many of these are left for applications. */
	int connectionsForApplications() {
		return this.maxConnections - NOT_FOR_APPLICATIONS;
	}

	/** PgBouncer's {@code pool_mode}; null if the pools lead straight to the server. */
	@Nullable String poolMode() {
		return this.poolMode;
	}

	/**
	 * Whether the driver must not prepare statements on the server: PgBouncer before 1.21
	 * would mix up those of different clients.
	 */
	boolean isWithoutServerStatements() {
		return "transaction".equals(this.poolMode);
	}

}

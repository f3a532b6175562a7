package io.github.connectionpool.internal.pgbouncer.config;

/**
 * How many of a server's connections PgBouncer may use. Immutable.
 *
 * @param limit what the server gives, or is assumed to give
 * @param kept the reserve for further clients: a tenth, at least three
 * @param wanted the connections wanted for a pool
 * @param pool connections for each user and database
 * @param reserve connections beside them for clients that wait for long
 */
record ServerShare(int limit, int kept, int wanted, int pool, int reserve) {

	/** Of PostgreSQL as it comes: 100 less 3 for superusers. */
	static final int DEFAULT_LIMIT = 97;

	/** PgBouncer's own default. */
	static final int DEFAULT_POOL = 20;

	private static final int MIN_KEPT = 3;

	private static final int KEPT_PART = 10;

	private static final int RESERVE_PART = 4;

	static ServerShare of(IniFacts facts) {
		int limit = (facts.serverLimit() != null) ? facts.serverLimit() : DEFAULT_LIMIT;
		int others = (facts.usedByOthers() != null) ? facts.usedByOthers() : 0;
		int kept = Math.max(MIN_KEPT, limit / KEPT_PART);
		int left = Math.max(1, limit - Math.min(limit, others) - kept);
		int wanted = (facts.serverConnections() != null) ? facts.serverConnections()
				: (int) Math.min(DEFAULT_POOL, facts.clients());
		int reserve = Math.min(Math.max(1, wanted / RESERVE_PART), left / (RESERVE_PART + 1));
		return new ServerShare(limit, kept, wanted, Math.min(wanted, left - reserve), reserve);
	}

	/** All that PgBouncer may open. */
	int total() {
		return this.pool + this.reserve;
	}

	boolean isCut() {
		return this.pool < this.wanted;
	}

}

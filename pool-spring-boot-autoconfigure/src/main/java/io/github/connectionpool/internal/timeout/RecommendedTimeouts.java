package io.github.connectionpool.internal.timeout;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The hierarchy of timeouts: a waiting component gives up after the one it waits for.
 * Borrowers give up well before a query runs out, so that a slow query does not stop
 * borrowers that only wait for its connection. Idle connections end before old ones, and
 * old ones before the server cuts them. Pure functions.
 */
public final class RecommendedTimeouts {

	/** How long a borrower waits for a connection. */
	public static final Duration CONNECTION = Duration.ofSeconds(10);

	/** How long the driver tries to connect: the pool connects in the background. */
	public static final Duration CONNECT = Duration.ofSeconds(15);

	/** How long a query may take. */
	public static final Duration QUERY = Duration.ofSeconds(30);

	/** How long a transaction may do nothing. */
	public static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(60);

	/** How often an idle connection is used. */
	public static final Duration KEEPALIVE = Duration.ofMinutes(2);

	/**
	 * How long the driver waits for the network: not there to end queries, so long after
	 * they have.
	 */
	public static final Duration SOCKET = Duration.ofMinutes(5);

	/** After which time an idle connection is closed. */
	public static final Duration IDLE = Duration.ofMinutes(10);

	/** After which age a connection is replaced. */
	public static final Duration MAX_LIFETIME = Duration.ofMinutes(30);

	/** How long before the server's cut a connection is replaced, as HikariCP advises. */
	public static final Duration MARGIN = Duration.ofSeconds(30);

	private static final int WELL_BEFORE = 3;

	private RecommendedTimeouts() {
	}

	/**
	 * How long a borrower should wait: a third of what a query may take, from 1 s to 10
	 * s.
	 * @param query what a query may take, null or zero if there is no limit
	 * @return in whole seconds
	 */
	public static Duration connection(@Nullable Duration query) {
		if (query == null || query.isZero()) {
			return CONNECTION;
		}
		Duration third = Duration.ofSeconds(Math.max(1, query.toSeconds() / WELL_BEFORE));
		return (third.compareTo(CONNECTION) < 0) ? third : CONNECTION;
	}

	/**
	 * How long the driver should wait for the network: twice what a query may take, at
	 * least 5 min.
	 * @param query what a query may take, null or zero if there is no limit
	 * @return in whole seconds
	 */
	public static Duration socket(@Nullable Duration query) {
		// beyond a month of a query there is nothing left to protect
		if (query == null || query.compareTo(Duration.ofDays(30)) > 0) {
			return SOCKET;
		}
		Duration twice = Duration.ofSeconds(query.toSeconds() * 2);
		return (twice.compareTo(SOCKET) > 0) ? twice : SOCKET;
	}

	/**
	 * The age at which a connection should be replaced so that the server does not cut
	 * it.
	 * @param cut when the server cuts it
	 * @return at most 30 min
	 */
	public static Duration maxLifetime(Duration cut) {
		Duration before = maxLifetimeBelow(cut);
		return (before.compareTo(MAX_LIFETIME) < 0) ? before : MAX_LIFETIME;
	}

	/** The longest that is safe: a margin before the cut, but no less than half of it. */
	static Duration maxLifetimeBelow(Duration cut) {
		Duration before = cut.minus(MARGIN);
		Duration half = cut.dividedBy(2);
		return (before.compareTo(half) > 0) ? before : half;
	}

}

package io.github.connectionpool.internal.server;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a server has said of its connections. What it did not permit to be read is null.
 * Immutable.
 *
 * @param product {@code PostgreSQL}, {@code MariaDB} or {@code MySQL}
 * @param version the server's version as it says it
 * @param database the database the pool is connected to, as it names it; a pooler may
 * have another name for it
 * @param user the role that the pool connects as
 * @param limit the lowest limit that holds for the pool
 * @param used connections of clients to the whole server; where others' are not shown in
 * full, workers of parallel queries of others count, too
 * @param own those of them that have the same database, user and (PostgreSQL) application
 * name as the pool: all instances of the application, if others do not use these
 * @param idleInTransaction sessions of all roles that have a transaction open and run
 * nothing
 * @param instances distinct addresses from which the application's own connections come;
 * the instances of one machine are counted as one, null where a pooler hides the
 * addresses
 * @param timeouts the time limits in force in the session that was read, by the server's
 * own name of the setting; zero means that there is no limit
 */
public record ServerReading(String product, @Nullable String version, @Nullable String database, @Nullable String user,
		@Nullable ConnectionLimit limit, @Nullable Integer used, @Nullable Integer own,
		@Nullable Integer idleInTransaction, @Nullable Integer instances, Map<String, Duration> timeouts) {

	/** Keeps a copy. */
	public ServerReading {
		timeouts = Map.copyOf(timeouts);
	}

	/**
	 * Connections of others.
	 * @return those that are not the application's own, null if that is not known
	 */
	public @Nullable Integer others() {
		return (this.used != null && this.own != null) ? Math.max(0, this.used - this.own) : null;
	}

}

package io.github.connectionpool.internal.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pgbouncer.console.ConsolePool;
import io.github.connectionpool.internal.pgbouncer.console.ConsoleReading;
import io.github.connectionpool.internal.poll.LastReading;
import io.github.connectionpool.internal.pooler.Pooler;
import io.github.connectionpool.internal.server.ServerReading;
import io.github.connectionpool.internal.timeout.Timeout;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.ExhaustionReport;
import io.github.connectionpool.report.Finding;
import io.github.connectionpool.report.PoolSnapshot;

/**
 * All that is shown of one pool. Its parts rest on one snapshot. Immutable.
 *
 * @param name the pool's name
 * @param snapshot the pool at one moment
 * @param checkouts the open checkouts, oldest first; their SQL may be shown
 * @param findings advice, the worst first
 * @param unserved how long borrowers have waited and none of them got a connection
 * @param past the last exhaustions, use and history
 * @param ends the database server and the pooler
 * @param timeouts the timeouts around the pool, the fastest first
 * @param maximum a sentence that names the source of the pool's maximum; may be empty
 * @param plan the capacity that the measured load needs, null before anything is measured
 */
public record PagePool(String name, PoolSnapshot snapshot, List<CheckoutReport> checkouts, List<Finding> findings,
		Duration unserved, Past past, Ends ends, List<Timeout> timeouts, String maximum, @Nullable Plan plan) {

	ConnectionCounts counts() {
		return this.snapshot.counts();
	}

	/** Threads that wait for a connection, 0 if the pool does not tell. */
	int pending() {
		Integer pending = counts().pending();
		return (pending != null) ? pending : 0;
	}

	@Nullable Finding finding(String id) {
		return this.findings.stream().filter((finding) -> finding.id().equals(id)).findFirst().orElse(null);
	}

	/**
	 * The past of a pool.
	 *
	 * @param exhaustions reports of the last exhaustions, the newest first
	 * @param use the origins of the last minutes by the connections they had out, null
	 * before anything is known
	 * @param minutes the last hour, the oldest minute first; may be empty
	 */
	public record Past(List<ExhaustionReport> exhaustions, @Nullable Use use, List<Minute> minutes) {

	}

	/**
	 * The use of a pool.
	 *
	 * @param observed the time that was observed
	 * @param connections connections out, on average
	 * @param origins the heaviest first
	 * @param others all other origins together, null if there are none
	 */
	public record Use(Duration observed, double connections, List<Origin> origins, @Nullable Origin others) {

	}

	/**
	 * The use by one origin, in connections on average.
	 *
	 * @param kind the kind of work, such as a request; empty for several kinds
	 * @param name the origin in words
	 * @param connections all that it had out
	 * @param executing those on which a statement ran
	 * @param inTransaction those with an open transaction and no statement
	 * @param waiting those whose owner waited for another connection of the same pool
	 * @param statement its most frequent statement, masked; null if none was seen
	 * @param callSite its most frequent line, null if that is not known
	 * @param whileIdle the activity of its threads while no statement ran, null if that
	 * is not known
	 */
	public record Origin(String kind, String name, double connections, double executing, double inTransaction,
			double waiting, @Nullable String statement, @Nullable String callSite, @Nullable String whileIdle) {

		/** Name with kind, since a request and a task may have the same name. */
		String title() {
			return this.kind.isEmpty() ? this.name : this.kind + " " + this.name;
		}

	}

	/**
	 * One minute of the past.
	 *
	 * @param at its beginning
	 * @param mean connections out, on average
	 * @param most the most connections out at once
	 * @param leaked the most that were leaked
	 * @param failed borrowers that failed
	 * @param exhaustions exhaustions that began
	 */
	public record Minute(Instant at, double mean, int most, int leaked, long failed, long exhaustions) {

	}

	/**
	 * The other ends of a pool.
	 *
	 * @param server the last reading of the server, null if it is not read
	 * @param pooler the pooler between pool and server
	 * @param console the last reading of PgBouncer's console, null if there is none
	 * @param pools the pools of PgBouncer that this one is a client of
	 */
	public record Ends(@Nullable LastReading<ServerReading> server, Pooler pooler,
			@Nullable LastReading<ConsoleReading> console, List<ConsolePool> pools) {

	}

	/**
	 * A plan of the capacity.
	 *
	 * @param statement the plan in a sentence or two
	 * @param inputs the numbers it rests on, by the name of the parameter
	 * @param withoutIdle the saving if connections were returned while no statement runs,
	 * in a sentence or two; null if it is not known or nothing would be saved
	 */
	public record Plan(String statement, Map<String, String> inputs, @Nullable String withoutIdle) {

	}

}

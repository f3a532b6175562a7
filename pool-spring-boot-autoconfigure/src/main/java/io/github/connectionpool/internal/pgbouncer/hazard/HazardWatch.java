package io.github.connectionpool.internal.pgbouncer.hazard;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.pooler.Pooler.Presence;
import io.github.connectionpool.internal.pooler.Pooler;
import io.github.connectionpool.internal.sql.JdbcUrl;
import io.github.connectionpool.internal.sql.StatementListener;
import io.github.connectionpool.report.Finding;

/**
 * Notices where a pool's application relies on the session, which breaks behind a pooler
 * that shares server connections. Watches as long as such a pooler is present or the
 * pooler is unknown, since some statements run only once, at the start. Otherwise it
 * takes itself off the pool and forgets. Thread-safe; what statements meet takes no lock.
 * <p>
 * A text is looked at once: {@value SqlFingerprints#MOST} are remembered by their hash.
 * An application that makes a new text for each execution has {@value #TEXTS_AT_ONCE} of
 * them looked at, and then {@value #TEXTS_A_SECOND} a second. The others pass unseen, so
 * that the counts are lower bounds. No text is kept.
 */
public final class HazardWatch implements StatementListener {

	static final int TEXTS_AT_ONCE = 2000;

	static final int TEXTS_A_SECOND = 100;

	private final MonitoredPool pool;

	/** Null while not watching. */
	private volatile @Nullable Seen seen;

	private volatile @Nullable Throwable failure;

	private boolean watching;

	private HazardWatch(MonitoredPool pool) {
		this.pool = pool;
	}

	/**
	 * Watch a pool from now on, unless its URL says that it is no PostgreSQL's.
	 * @param pool the pool; has one listener for statements, which this becomes
	 * @return the watch
	 */
	public static HazardWatch of(MonitoredPool pool) {
		HazardWatch watch = new HazardWatch(pool);
		watch.decide(Pooler.UNKNOWN);
		return watch;
	}

	/**
	 * Whether to go on. To be called after each reading of the server behind the pool.
	 * @param pooler the present state of knowledge
	 */
	public synchronized void decide(Pooler pooler) {
		boolean wanted = isPossible(pooler) && isPostgres();
		if (wanted != this.watching) {
			this.watching = wanted;
			this.seen = wanted ? new Seen() : null;
			this.pool.tellStatements(wanted ? this : null);
		}
	}

	private static boolean isPossible(Pooler pooler) {
		return pooler.presence() != Presence.NONE && !Boolean.FALSE.equals(pooler.sharesServers());
	}

	/** Also true when the pool does not tell. */
	private boolean isPostgres() {
		return JdbcUrl.of(this.pool.statistics().jdbcUrl()).mayBePostgres();
	}

	synchronized boolean isWatching() {
		return this.watching;
	}

	@Override
	public void statement(String sql, boolean prepared) {
		Seen seen = this.seen;
		if (seen == null) {
			return;
		}
		int marks = seen.texts.marks(sql, prepared);
		if (marks == 0) {
			return;
		}
		try {
			if (marks == SqlFingerprints.UNKNOWN) {
				seen.newText(sql, prepared, this.pool.callSites());
			}
			else {
				seen.knownText(marks, this.pool.callSites());
			}
		}
		catch (Throwable ex) {
			this.failure = ex;
		}
	}

	@Override
	public void sessionCall(String method) {
		Seen seen = this.seen;
		if (seen == null) {
			return;
		}
		try {
			seen.of(method.equals("setSchema") ? SessionHazard.SCHEMA : SessionHazard.TRANSACTION_ISOLATION)
				.again(this.pool.callSites());
		}
		catch (Throwable ex) {
			this.failure = ex;
		}
	}

	/**
	 * What to tell.
	 * @param pooler the present state of knowledge
	 * @return one finding for each hazard that was seen or is configured; none unless the
	 * pooler is known to share server connections
	 */
	public List<Finding> findings(Pooler pooler) {
		if (!pooler.breaksSessions()) {
			return List.of();
		}
		Seen seen = this.seen;
		return new HazardFindings(this.pool, (seen != null) ? seen : new Seen(), pooler).all();
	}

	/**
	 * A failure of this watch, which never reaches a statement.
	 * @return the last failure, null if there was none
	 */
	public @Nullable Throwable failure() {
		return this.failure;
	}

	/** The hazards seen since the watch began. */
	static final class Seen {

		private static final List<SessionHazard> HAZARDS = List.of(SessionHazard.values());

		private static final Duration INTERVAL = Duration.ofSeconds(1).dividedBy(TEXTS_A_SECOND);

		final SqlFingerprints texts = new SqlFingerprints();

		private final TokenBucket allowance;

		private final Map<SessionHazard, HazardOccurrences> sightings = new EnumMap<>(SessionHazard.class);

		private volatile boolean incomplete;

		Seen() {
			this.allowance = new TokenBucket(TEXTS_AT_ONCE, INTERVAL, System.nanoTime());
			HAZARDS.forEach((hazard) -> this.sightings.put(hazard, new HazardOccurrences()));
		}

		private void newText(String sql, boolean prepared, CallSites finder) {
			if (!this.allowance.take(System.nanoTime())) {
				this.incomplete = true;
				return;
			}
			Set<SessionHazard> hazards = SqlHazards.of(sql);
			for (SessionHazard hazard : hazards) {
				of(hazard).anew(finder);
			}
			if (prepared) {
				of(SessionHazard.PREPARED_STATEMENTS).anew(finder);
			}
			this.texts.add(sql, prepared, marks(hazards));
		}

		private static int marks(Set<SessionHazard> hazards) {
			int marks = 0;
			for (int i = 0; i < HAZARDS.size(); i++) {
				marks |= hazards.contains(HAZARDS.get(i)) ? 1 << i : 0;
			}
			return marks;
		}

		private void knownText(int marks, CallSites finder) {
			for (int rest = marks; rest != 0; rest &= rest - 1) {
				of(HAZARDS.get(Integer.numberOfTrailingZeros(rest))).again(finder);
			}
		}

		HazardOccurrences of(SessionHazard hazard) {
			return Objects.requireNonNull(this.sightings.get(hazard));
		}

		/** Whether there were more new texts than are looked at. */
		boolean isIncomplete() {
			return this.incomplete;
		}

	}

}

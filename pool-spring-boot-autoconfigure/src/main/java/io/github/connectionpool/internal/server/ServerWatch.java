package io.github.connectionpool.internal.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.poll.Failures;
import io.github.connectionpool.internal.poll.LastReading;
import io.github.connectionpool.internal.poll.PollTask;
import io.github.connectionpool.internal.pool.OwnConnections;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.internal.pooler.Pooler;
import io.github.connectionpool.internal.pooler.PoolerDetection;
import io.github.connectionpool.internal.pooler.ServerSession;
import io.github.connectionpool.internal.server.ServerReader.ServerSays;
import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.report.ConnectionCounts;

/**
 * Reads the server of one pool through a connection of its own, opened for each reading
 * and closed after it: one of the pool's would be missed by its borrowers. The server is
 * left alone while the pool has no idle connection. Thread-safe.
 */
public final class ServerWatch implements PollTask {

	/** So many intervals without a reading are nothing to talk about. */
	private static final int QUIET_INTERVALS = 3;

	/** After so many times its time limit a reading is taken to hang. */
	private static final int HANGS = 3;

	private static final String BUSY = "The pool had no idle connection, and its server is left alone then.";

	/** Logins that fail again and again may lock the application's own account. */
	private static final Duration AFTER_REFUSAL = Duration.ofHours(1);

	/** Each attempt is a line in the log of a server that is full. */
	private static final Duration AFTER_FULL = Duration.ofMinutes(5);

	/** In session mode there is nothing to be proven, however often it is tried. */
	private static final int MOST_PROOFS = 5;

	private final PoolStatistics statistics;

	private final OwnConnections connections;

	private final ReadSettings settings;

	private final Clock clock;

	private final PoolerDetection detection = new PoolerDetection();

	private final AtomicBoolean reading = new AtomicBoolean();

	private volatile long readingSince;

	private volatile LastReading<ServerReading> known = LastReading.nothing();

	/** Null while it is not known. */
	private volatile @Nullable Boolean supported;

	private @Nullable Instant busySince;

	private @Nullable Instant notBefore;

	private int proofs;

	/**
	 * Create for a pool, started or not.
	 * @param statistics what the pool says of itself
	 * @param connections connects as the pool does
	 * @param settings whether and how often
	 */
	public ServerWatch(PoolStatistics statistics, OwnConnections connections, ReadSettings settings) {
		this(statistics, connections, settings, Clock.systemUTC());
	}

	ServerWatch(PoolStatistics statistics, OwnConnections connections, ReadSettings settings, Clock clock) {
		this.statistics = statistics;
		this.connections = connections;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * What the server says.
	 * @return no values and no problem, before the first reading and where it is not read
	 */
	public LastReading<ServerReading> reading() {
		return this.known;
	}

	/**
	 * The pooler between the pool and its server.
	 * @return unknown until it was looked for, and for other servers than PostgreSQL
	 */
	public Pooler pooler() {
		return this.detection.pooler();
	}

	/**
	 * Whether there is anything to be shown.
	 * @return false if it is switched off, or the server is of a product that is not read
	 */
	public boolean isRead() {
		return this.settings.enabled() && !Boolean.FALSE.equals(this.supported);
	}

	@Override
	public Duration interval() {
		return this.settings.interval();
	}

	/** The driver has time limits, too, unless the URL says that it has none. */
	@Override
	public void hurry() {
		long limit = this.settings.timeout().multipliedBy(HANGS).toNanos();
		if (this.reading.get() && System.nanoTime() - this.readingSince > limit) {
			this.known = this.known.failed(silence(), this.clock.instant());
		}
	}

	@Override
	public boolean read() {
		if (!isRead() || !this.reading.compareAndSet(false, true)) {
			return false;
		}
		this.readingSince = System.nanoTime();
		try {
			return readNow();
		}
		catch (Throwable ex) {
			this.known = this.known.failed(problem(ex), this.clock.instant());
			this.notBefore = notBefore(Failures.sqlState(ex));
			return false;
		}
		finally {
			this.reading.set(false);
		}
	}

	private @Nullable Instant notBefore(@Nullable String sqlState) {
		if (sqlState == null) {
			return null;
		}
		Duration pause = sqlState.startsWith("28") ? AFTER_REFUSAL : (sqlState.equals("53300") ? AFTER_FULL : null);
		return (pause != null) ? this.clock.instant().plus(pause) : null;
	}

	private boolean readNow() throws SQLException {
		if (this.notBefore != null && this.clock.instant().isBefore(this.notBefore)) {
			return false;
		}
		if (this.supported == null && !ServerReader.mayKnow(this.statistics.jdbcUrl())) {
			this.supported = false;
			return false;
		}
		ConnectionCounts counts = this.statistics.counts();
		if (!isAtEase(counts)) {
			busy(counts);
			return false;
		}
		this.busySince = null;
		try (OwnConnection own = open()) {
			if (own == null) {
				this.supported = false;
				return false;
			}
			boolean read = readFrom(own);
			own.healthy();
			return read;
		}
	}

	private static boolean isAtEase(ConnectionCounts counts) {
		Integer idle = counts.idle();
		Integer pending = counts.pending();
		return idle != null && idle > 0 && (pending == null || pending == 0);
	}

	private @Nullable OwnConnection open() throws SQLException {
		return OwnConnection.open(this.connections, this.statistics.jdbcUrl(), this.settings.timeout());
	}

	private boolean readFrom(OwnConnection own) throws SQLException {
		ServerReader reader = reader(own.connection().getMetaData().getDatabaseProductName());
		this.supported = reader != null;
		if (reader == null) {
			return false;
		}
		ServerSays says = reader.read(own.connection());
		this.known = this.known.read(says.reading(), this.clock.instant());
		ServerSession session = says.session();
		if (session != null) {
			this.detection.answered(own.connection(), session);
			if (this.detection.needsProof() && this.proofs < MOST_PROOFS) {
				this.proofs++;
				lookForSharing(own.connection());
			}
		}
		return true;
	}

	/** A pooler between is asked as if by two clients. */
	private void lookForSharing(Connection connection) throws SQLException {
		ServerSession first = PostgresReader.session(connection);
		this.detection.answered(connection, first);
		try (OwnConnection other = open()) {
			if (other == null) {
				return;
			}
			ServerSession second = PostgresReader.session(other.connection());
			this.detection.answered(other.connection(), second);
			ServerSession firstAgain = PostgresReader.session(connection);
			this.detection.answered(connection, firstAgain);
			this.detection.answeredTogether(first, second, firstAgain);
			other.healthy();
		}
	}

	private void busy(ConnectionCounts counts) {
		Integer total = counts.total();
		if (total != null && total == 0 && this.known.value() == null) {
			// it has not started, which is nothing to talk about
			return;
		}
		Instant now = this.clock.instant();
		Instant since = this.busySince;
		if (since == null) {
			this.busySince = now;
		}
		else if (Duration.between(since, now).compareTo(this.settings.interval().multipliedBy(QUIET_INTERVALS)) >= 0) {
			// a problem that was there before is still the better answer
			if (this.known.problem() == null) {
				this.known = this.known.failed(BUSY, since);
			}
		}
	}

	private String problem(Throwable failure) {
		if (Failures.isTimeout(failure)) {
			return silence();
		}
		return "The server could not be read: " + Failures.message(failure);
	}

	private String silence() {
		return "The server did not answer within " + DurationText.exact(this.settings.timeout()) + ".";
	}

	/** The reader for a product by the name that its driver gives it, null for others. */
	private static @Nullable ServerReader reader(@Nullable String product) {
		String lower = (product != null) ? product.toLowerCase(Locale.ROOT) : "";
		if (lower.contains("postgresql")) {
			return new PostgresReader();
		}
		// one driver says MySQL for MariaDB, too
		return (lower.contains("mysql") || lower.contains("mariadb")) ? new MySqlReader() : null;
	}

}

package io.github.connectionpool.database;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.checkout.Eviction;
import io.github.connectionpool.checkout.PoolStatistics;
import io.github.connectionpool.database.ServerReader.ServerSays;

/**
 * Reads the server of one pool through a connection of that pool, as long as the
 * application can spare it. Thread-safe.
 */
public final class ServerWatch implements Watched {

	/** So many intervals without a reading are nothing to talk about. */
	private static final int QUIET_INTERVALS = 3;

	private static final String BUSY = "No connection could be spared: the server is read only while two of the pool"
			+ " are idle and nobody waits, so that one stays for the application.";

	private static final String TOO_SMALL = "The pool has at most one connection, and that is left to the application.";

	private final PoolStatistics statistics;

	private final SpareConnections connections;

	private final ReadSettings settings;

	private final Clock clock;

	private final PoolerDetection detection = new PoolerDetection();

	private final AtomicBoolean reading = new AtomicBoolean();

	private volatile Known<ServerReading> known = Known.nothing();

	/** Null while it is not known. */
	private volatile @Nullable Boolean supported;

	private @Nullable Instant busySince;

	/**
	 * Create for a pool, started or not.
	 * @param statistics what the pool says of itself
	 * @param dataSource the pool's own, not the one that is monitored
	 * @param eviction how it throws a connection away
	 * @param settings whether and how often
	 */
	public ServerWatch(PoolStatistics statistics, DataSource dataSource, Eviction eviction, ReadSettings settings) {
		this(statistics, dataSource, eviction, settings, Clock.systemUTC());
	}

	ServerWatch(PoolStatistics statistics, DataSource dataSource, Eviction eviction, ReadSettings settings,
			Clock clock) {
		this.statistics = statistics;
		this.connections = new SpareConnections(statistics, dataSource, eviction, settings.timeout());
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * What the server says.
	 * @return nothing, and no problem, while nobody has looked and where it is not read
	 */
	public Known<ServerReading> reading() {
		return this.known;
	}

	/**
	 * What stands between the pool and its server.
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

	@Override
	public void hurry() {
		this.connections.hurry();
	}

	@Override
	public boolean read() {
		if (!isRead() || !this.reading.compareAndSet(false, true)) {
			return false;
		}
		try {
			return readNow();
		}
		catch (Throwable ex) {
			this.known = this.known.failed(problem(ex), this.clock.instant());
			return false;
		}
		finally {
			this.reading.set(false);
		}
	}

	private boolean readNow() throws SQLException {
		if (this.supported == null && !ServerReader.mayKnow(this.statistics.jdbcUrl())) {
			this.supported = false;
			return false;
		}
		try (SpareConnection spare = this.connections.borrow()) {
			if (spare == null) {
				busy();
				return false;
			}
			this.busySince = null;
			try {
				return readFrom(spare);
			}
			catch (Throwable ex) {
				if (!Asking.isRefusal(ex)) {
					spare.broken();
				}
				throw ex;
			}
		}
	}

	private boolean readFrom(SpareConnection spare) throws SQLException {
		ServerReader reader = ServerReader.forProduct(spare.connection().getMetaData().getDatabaseProductName());
		this.supported = reader != null;
		if (reader == null) {
			return false;
		}
		ServerSays says = reader.read(spare.connection());
		this.known = this.known.read(says.reading(), this.clock.instant());
		ServerSession session = says.session();
		if (session != null) {
			this.detection.answered(spare.connection(), session);
			if (this.detection.needsProof()) {
				lookForSharing(spare);
			}
		}
		return true;
	}

	/** The pools between are asked as if by two clients, if a second can be spared. */
	private void lookForSharing(SpareConnection spare) throws SQLException {
		ServerSession first = PostgresReader.session(spare.connection());
		this.detection.answered(spare.connection(), first);
		try (SpareConnection other = this.connections.borrow()) {
			if (other == null) {
				return;
			}
			try {
				ServerSession second = PostgresReader.session(other.connection());
				this.detection.answered(other.connection(), second);
				ServerSession firstAgain = PostgresReader.session(spare.connection());
				this.detection.answered(spare.connection(), firstAgain);
				this.detection.answeredTogether(first, second, firstAgain);
			}
			catch (Throwable ex) {
				other.broken();
				throw ex;
			}
		}
	}

	private void busy() {
		Integer max = this.statistics.counts().max();
		Instant now = this.clock.instant();
		if (max != null && max <= 1) {
			this.known = this.known.failed(TOO_SMALL, now);
			return;
		}
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
			return "The server did not answer within " + this.settings.timeout().toMillis() + " ms.";
		}
		return "The server could not be read: " + Failures.message(failure);
	}

}

package io.github.connectionpool.internal.pgbouncer.console;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.poll.LastReading;
import io.github.connectionpool.internal.poll.PollTask;

/**
 * Reads the console of a PgBouncer through a connection of its own, which stays open from
 * one reading to the next: the driver logs a warning each time it connects. Thread-safe.
 */
public final class PgBouncerConsole implements PollTask {

	private static final String DRIVER = "org.postgresql.Driver";

	private final ConsoleSettings settings;

	private final ConsoleAddress address;

	private final ConsoleProblems problems;

	private final Clock clock;

	/** Guarded by this. */
	private @Nullable Connection connection;

	/** Guarded by this. */
	private boolean stopped;

	private volatile LastReading<ConsoleReading> known = LastReading.nothing();

	/**
	 * Create; connects when it is read first.
	 * @param settings where it is and how it is read
	 */
	public PgBouncerConsole(ConsoleSettings settings) {
		this(settings, Clock.systemUTC());
	}

	PgBouncerConsole(ConsoleSettings settings, Clock clock) {
		this.settings = settings;
		this.address = ConsoleAddress.of(settings.url());
		this.problems = new ConsoleProblems(this.address, settings);
		this.clock = clock;
	}

	/**
	 * What the console says.
	 * @return nothing, and no problem, before the first reading
	 */
	public LastReading<ConsoleReading> reading() {
		return this.known;
	}

	@Override
	public Duration interval() {
		return this.settings.interval();
	}

	/**
	 * One without a pool does not count: it is too early, no client has connected yet.
	 */
	@Override
	public boolean read() {
		try {
			ConsoleReading reading = readNow();
			this.known = this.known.read(reading, this.clock.instant());
			return !reading.pools().isEmpty();
		}
		catch (Throwable ex) {
			this.known = this.known.failed(this.problems.of(ex), this.clock.instant());
			return false;
		}
	}

	private ConsoleReading readNow() throws SQLException {
		Connection kept = take();
		if (kept != null) {
			try {
				return readFrom(kept);
			}
			catch (SQLException ex) {
				if (ConsoleProblems.isSilence(ex)) {
					throw ex;
				}
				// PgBouncer was restarted, most likely
			}
		}
		return readFrom(connect());
	}

	private ConsoleReading readFrom(Connection connection) throws SQLException {
		boolean whole = false;
		try {
			ConsoleReading reading = ConsoleQueries.read(ConsoleQueries.over(connection));
			whole = true;
			return reading;
		}
		finally {
			if (whole) {
				keep(connection);
			}
			else {
				throwAway(connection);
			}
		}
	}

	/**
	 * The driver sends some settings first, which the console does not take, but for a
	 * connection that says whether it is for replication; and the console knows simple
	 * queries only. What the URL says wins over all of these.
	 */
	private Connection connect() throws SQLException {
		Properties properties = new Properties();
		properties.setProperty("replication", "false");
		properties.setProperty("preferQueryMode", "simple");
		String seconds = Long.toString(Math.max(1, (this.settings.timeout().toMillis() + 999) / 1000));
		properties.setProperty("connectTimeout", seconds);
		properties.setProperty("socketTimeout", seconds);
		properties.setProperty("loginTimeout", seconds);
		properties.setProperty("ApplicationName", "connectionpool");
		if (this.settings.user() != null) {
			properties.setProperty("user", this.settings.user());
		}
		if (this.settings.password() != null) {
			properties.setProperty("password", this.settings.password());
		}
		loadDriver();
		return DriverManager.getConnection(this.address.url(), properties);
	}

	private static void loadDriver() {
		try {
			Class.forName(DRIVER);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			// then there is no driver for the URL, which is told
		}
	}

	private synchronized @Nullable Connection take() {
		Connection kept = this.connection;
		this.connection = null;
		return kept;
	}

	private synchronized void keep(Connection connection) {
		if (this.stopped || this.connection != null) {
			throwAway(connection);
		}
		else {
			this.connection = connection;
		}
	}

	@Override
	public synchronized void started() {
		this.stopped = false;
	}

	@Override
	public void stopped() {
		Connection kept;
		synchronized (this) {
			this.stopped = true;
			kept = take();
		}
		if (kept != null) {
			throwAway(kept);
		}
	}

	private static void throwAway(Connection connection) {
		try {
			// a close would wait for what it can no longer send
			connection.abort(Runnable::run);
		}
		catch (SQLException | RuntimeException ex) {
			// it is gone
		}
	}

}

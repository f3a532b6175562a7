package io.github.connectionpool.evaluation.approach;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.evaluation.database.EvaluationDatabase;

/**
 * Counts the connections that the application has at the server, as the server sees them,
 * five times a second, straight past any pooler. Thread-safe.
 */
final class ServerWatch implements AutoCloseable {

	private static final String BACKENDS = "select count(*) from pg_stat_activity"
			+ " where backend_type = 'client backend' and usename = '" + Workload.USER + "'";

	private static final long MILLIS_BETWEEN = 200;

	private static final long LONGEST_END_MILLIS = TimeUnit.SECONDS.toMillis(5);

	private final Connection connection;

	private final Thread thread = new Thread(this::watch, "server-watch");

	private final long pid;

	private volatile int most;

	private volatile boolean over;

	private volatile @Nullable SQLException failure;

	private ServerWatch(Connection connection) throws SQLException {
		this.connection = connection;
		this.pid = number("select pg_backend_pid()");
	}

	static ServerWatch start(EvaluationDatabase database) throws SQLException {
		ServerWatch watch = new ServerWatch(database.driver().getConnection());
		watch.thread.setDaemon(true);
		watch.thread.start();
		return watch;
	}

	private void watch() {
		try {
			while (!this.over) {
				this.most = Math.max(this.most, (int) number(BACKENDS));
				Thread.sleep(MILLIS_BETWEEN);
			}
		}
		catch (SQLException ex) {
			this.failure = ex;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private long number(String sql) throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(sql);
				ResultSet row = statement.executeQuery()) {
			row.next();
			return row.getLong(1);
		}
	}

	/**
	 * The most connections of the application that were seen at once.
	 * @return the peak so far
	 * @throws SQLException if the server could not be asked
	 */
	int mostBackends() throws SQLException {
		SQLException failed = this.failure;
		if (failed != null) {
			throw failed;
		}
		return this.most;
	}

	/** What all processes of the server need now. */
	ServerMemory memory() {
		Optional<ProcessHandle> postmaster = ProcessHandle.of(this.pid).flatMap(ProcessHandle::parent);
		return postmaster.map(ServerMemory::of).orElse(ServerMemory.UNKNOWN);
	}

	@Override
	public void close() throws SQLException {
		this.over = true;
		try {
			this.thread.join(LONGEST_END_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.connection.close();
	}

}

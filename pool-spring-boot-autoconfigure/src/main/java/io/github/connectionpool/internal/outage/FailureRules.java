package io.github.connectionpool.internal.outage;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.OutageCause.Kind;
import io.github.connectionpool.report.OutageCause;

/**
 * Derives the reason of a failed borrow from its exception and the pool's counts. Pure
 * functions.
 */
final class FailureRules {

	/** A pool refuses at once; a borrower that failed later than this was waiting. */
	private static final Duration REAL_WAIT = Duration.ofMillis(200);

	/** Errors of MySQL and MariaDB: too many connections, in total or of one user. */
	private static final List<Integer> MYSQL_FULL = List.of(1040, 1203, 1226);

	private static final int MYSQL_NO_DATABASE = 1049;

	private static final int MOST_CAUSES = 20;

	private FailureRules() {
	}

	/**
	 * Find the reason.
	 * @param interrupted whether the thread's interrupt flag is set
	 */
	public static FailureReason reason(Throwable failure, ConnectionCounts counts, boolean interrupted,
			long waitedNanos) {
		List<Throwable> chain = chain(failure);
		if (chain.stream().anyMatch(FailureRules::isInterrupt)) {
			return FailureReason.INTERRUPTED;
		}
		boolean refused = isRefusal(chain);
		// an interrupted connect of a virtual thread ends as a plain I/O failure
		if (interrupted && (!refused || kind(chain) == Kind.OTHER)) {
			return FailureReason.INTERRUPTED;
		}
		if (isFull(counts)) {
			return FailureReason.EXHAUSTED;
		}
		boolean waited = failure instanceof SQLTransientConnectionException
				|| (failure instanceof SQLException && waitedNanos >= REAL_WAIT.toNanos());
		return (refused || (waited && hasRoom(counts))) ? FailureReason.CONNECT : FailureReason.OTHER;
	}

	/**
	 * Find the cause of a failure to connect.
	 */
	public static OutageCause cause(Throwable failure) {
		List<Throwable> chain = chain(failure);
		if (!isRefusal(chain) || chain.stream().anyMatch(FailureRules::isDeadConnection)) {
			return OutageCause.SILENCE;
		}
		// the driver's exception names server and port, its root cause names the failure
		// of the network
		Throwable said = failure;
		for (Throwable each : chain) {
			said = (each instanceof SQLException) ? each : said;
		}
		Throwable root = chain.get(chain.size() - 1);
		String text = said.getClass().getSimpleName() + ": " + FailureText.of(said);
		if (root != said) {
			text += ", caused by " + root.getClass().getSimpleName() + ": " + FailureText.of(root);
		}
		return new OutageCause(kind(chain), text);
	}

	public static boolean isFull(ConnectionCounts counts) {
		return counts.max() != null && counts.active() >= counts.max();
	}

	/**
	 * Whether the pool could have opened another connection, as far as its counts tell.
	 */
	private static boolean hasRoom(ConnectionCounts counts) {
		return counts.max() == null || counts.total() == null || counts.total() < counts.max();
	}

	private static boolean isInterrupt(Throwable failure) {
		return failure instanceof InterruptedException || failure instanceof ClosedByInterruptException
				|| (failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException));
	}

	/**
	 * Whether the exception is about a connection that did not survive. HikariCP adds it
	 * as a cause, but it does not say why no other connection came.
	 */
	private static boolean isDeadConnection(Throwable failure) {
		return "08003".equals(FailureText.sqlState(failure));
	}

	/** Whether the failure comes from the network, the driver or the server. */
	private static boolean isRefusal(List<Throwable> chain) {
		for (int i = 0; i < chain.size(); i++) {
			Throwable each = chain.get(i);
			if (each instanceof IOException || (i > 0 && each instanceof SQLException)) {
				return true;
			}
		}
		String state = FailureText.sqlState(chain.get(0));
		// an unsupported feature is the application's mistake
		return state != null && !state.startsWith("0A");
	}

	private static Kind kind(List<Throwable> chain) {
		for (int i = chain.size() - 1; i >= 0; i--) {
			Kind kind = kind(chain.get(i));
			if (kind != null) {
				return kind;
			}
		}
		return Kind.OTHER;
	}

	private static @Nullable Kind kind(Throwable failure) {
		if (failure instanceof SQLException sql) {
			return kind(sql);
		}
		if (failure instanceof UnknownHostException) {
			return Kind.UNKNOWN_HOST;
		}
		if (failure instanceof NoRouteToHostException || failure instanceof SocketTimeoutException
				|| isTimeout(failure)) {
			return Kind.SILENT;
		}
		return (failure instanceof ConnectException || failure instanceof EOFException) ? Kind.REFUSED : null;
	}

	private static @Nullable Kind kind(SQLException failure) {
		String state = (failure.getSQLState() != null) ? failure.getSQLState() : "";
		int code = failure.getErrorCode();
		boolean mysql = state.equals("08004") || state.equals("42000") || state.equals("HY000");
		if (state.equals("53300") || (mysql && MYSQL_FULL.contains(code))) {
			return Kind.SERVER_FULL;
		}
		if (state.startsWith("28")) {
			return Kind.CREDENTIALS;
		}
		if (state.equals("3D000") || (mysql && code == MYSQL_NO_DATABASE)) {
			return Kind.NO_DATABASE;
		}
		if (state.startsWith("57P")) {
			return Kind.REFUSED;
		}
		// not the pool's own timeout, which has the state of the driver but says nothing
		// about it
		return (state.startsWith("08") && !(failure instanceof SQLTransientConnectionException) && isTimeout(failure))
				? Kind.SILENT : null;
	}

	private static boolean isTimeout(Throwable failure) {
		String message = failure.getMessage();
		return message != null && message.toLowerCase(Locale.ROOT).contains("timed out");
	}

	private static List<Throwable> chain(Throwable failure) {
		List<Throwable> chain = new ArrayList<>();
		for (Throwable each = failure; each != null && chain.size() < MOST_CAUSES; each = each.getCause()) {
			chain.add(each);
		}
		return chain;
	}

}
